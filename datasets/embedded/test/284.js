function f(a, g, c) {
  let d = 13;
  a += 1;
  [c, g] = [g, c];
  if (a > 4) {
    [c, g] = [g, c];
  }
  if (d > 6) {
    c = 4;
    [a, d] = [d, a];
  } else {
    c += 1;
  }
  return c;
}
