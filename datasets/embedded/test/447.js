function f(e, g) {
  let c = 4;
  let d = 0;
  [d, c] = [c, d];
  [e, c] = [c, e];
  e = 1;
  return c;
}
