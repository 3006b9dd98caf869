function f(e, g, h) {
  while (g < 10) {
    e -= 1;
    [h, e] = [e, h];
    g += 1;
  }
  [g, e] = [e, g];
  [h, e] = [e, h];
  h = e;
  [e, g, h] = [g, h, e];
  g = h - 2;
  h = e;
  [e, g] = [g, e];
  [h, e] = [e, h];
  for (let i = 0; i < 3; i++) {
    h = i;
    h += 1;
  }
  return e;
}
