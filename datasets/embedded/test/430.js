function f(e, g) {
  let h = 4;
  [h, e] = [e, h];
  while (g < 10) {
    g += 1;
    h += 1;
  }
  if (e < g) {
    [e, h] = [h, e];
  }
  return h;
}
