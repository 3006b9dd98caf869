function f(a, g) {
  let c = 7;
  if (a > c) {
    g = 0;
  } else {
    c = g + 3;
    [c, g] = [g, c];
  }
  return c;
}
