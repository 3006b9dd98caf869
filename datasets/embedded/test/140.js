function f(e, g) {
  let c = 0;
  [g, c, e] = [c, e, g];
  [c, g, e] = [g, e, c];
  [e, c] = [c, e];
  [g, e, c] = [e, c, g];
  [e, c, g] = [c, g, e];
  [c, g, e] = [g, e, c];
  if (c > g) {
    e += 1;
  }
  return e;
}
