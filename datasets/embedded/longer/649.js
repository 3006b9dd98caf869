function f(a, b) {
  let h = 6;
  a -= 1;
  if (a !== h) {
    [a, h] = [h, a];
  } else {
    if (a < 5) {
      h = a;
    }
  }
  while (b > 0) {
    a -= 1;
    [h, a] = [a, h];
    b -= 1;
  }
  b = h;
  [b, a] = [a, b];
  return a;
}
