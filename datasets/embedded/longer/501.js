function f(e, g, h) {
  for (let i = 0; i < 2; i++) {
    [h, g, e] = [g, e, h];
    e = e - 1;
  }
  g = h;
  g += 1;
  e = g - 1;
  h = g - 3;
  for (let i = 0; i < 4; i++) {
    g = i;
    [e, g] = [g, e];
    [e, h] = [h, e];
  }
  for (let i = 0; i < 2; i++) {
    [e, h, g] = [h, g, e];
  }
  return e;
}
