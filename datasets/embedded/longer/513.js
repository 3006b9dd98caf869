function f(e, g) {
  let h = 7;
  while (e < 7) {
    e += 1;
    [g, h] = [h, g];
    g = h;
  }
  [h, g] = [g, h];
  if (g > 5) {
    [g, e, h] = [e, h, g];
    [h, g, e] = [g, e, h];
  } else {
    [g, h, e] = [h, e, g];
  }
  for (let i = 0; i < 4; i++) {
    [g, e, h] = [e, h, g];
  }
  return h;
}
