function f(e, g) {
  let h = 5;
  [e, g, h] = [g, h, e];
  h += 1;
  h -= 1;
  [h, e] = [e, h];
  [g, e] = [e, g];
  return g;
}
