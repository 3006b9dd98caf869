function f(a, b, h) {
  let d = 8;
  while (b > 2) {
    a = h;
    [a, h] = [h, a];
    b -= 1;
  }
  while (d > 6) {
    b = d + 3;
    h = d + 3;
    d -= 1;
  }
  if (a > 10) {
    [a, b, d] = [b, d, a];
  } else {
    [d, a] = [a, d];
  }
  a = d - 3;
  b = h;
  return a;
}
