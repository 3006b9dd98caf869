function f(e, g) {
  let h = 4;
  h = e;
  if (h < g) {
    e = 11;
    [e, h] = [h, e];
  } else {
    h = e;
    h -= 1;
  }
  while (g > 2) {
    g -= 1;
    h += 1;
  }
  [g, h, e] = [h, e, g];
  e -= 1;
  e = h;
  [h, e] = [e, h];
  e = e + 1;
  return h;
}
