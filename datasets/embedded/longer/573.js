function f(a, b) {
  let c = 2;
  while (a > 4) {
    b = c;
    c = b;
    a -= 1;
  }
  b = b + 3;
  b = c + 3;
  if (b > 10) {
    [a, b] = [b, a];
    a += 1;
  } else {
    a += 1;
  }
  [c, a] = [a, c];
  return c;
}
