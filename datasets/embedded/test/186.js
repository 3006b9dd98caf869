function f(e, g) {
  let h = 3;
  [e, h, g] = [h, g, e];
  [g, e] = [e, g];
  if (h > 4) {
    [e, g] = [g, e];
  }
  h += 1;
  return h;
}
