function f(e, g, c) {
  while (e < 7) {
    g = e + 2;
    e += 1;
  }
  if (e < 5) {
    [g, c, e] = [c, e, g];
  }
  g = c + 2;
  for (let i = 0; i < 4; i++) {
    c = e;
    g -= 1;
  }
  if (g > 12) {
    [c, e] = [e, c];
  } else {
    c -= 1;
  }
  [c, g] = [g, c];
  return c;
}
