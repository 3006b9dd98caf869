function f(a, g, c) {
  let d = 11;
  [c, d, g] = [d, g, c];
  while (a > 3) {
    d -= 1;
    a -= 1;
  }
  if (c > 5) {
    [d, c, g] = [c, g, d];
  } else {
    [a, g, d] = [g, d, a];
  }
  return g;
}
