function f(a, g, c) {
  let d = 1;
  [g, d, a] = [d, a, g];
  [a, g] = [g, a];
  [c, g, a] = [g, a, c];
  if (c > a) {
    c = a - 3;
    [c, d] = [d, c];
  } else {
    [d, c, a] = [c, a, d];
    c = a - 1;
  }
  return g;
}
