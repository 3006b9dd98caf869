function f(e, g) {
  let h = 3;
  if (e < g) {
    if (e < h) {
      e -= 1;
    }
  } else {
    [h, g] = [g, h];
    h = g;
  }
  [h, e, g] = [e, g, h];
  return g;
}
