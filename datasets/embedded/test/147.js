function f(e, g, h) {
  let d = 6;
  h += 1;
  [h, e, g] = [e, g, h];
  [g, d] = [d, g];
  if (e < 11) {
    h = e;
  }
  return d;
}
