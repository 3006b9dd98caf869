function f(e, g, h) {
  [h, e] = [e, h];
  [e, g] = [g, e];
  if (h < g) {
    [e, g, h] = [g, h, e];
    [g, e] = [e, g];
  } else {
    h = e - 3;
  }
  if (e < 6) {
    [h, g, e] = [g, e, h];
  }
  return e;
}
