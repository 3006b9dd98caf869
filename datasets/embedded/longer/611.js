function f(a, g, h) {
  if (h > 12) {
    a -= 1;
  } else {
    a += 1;
    [a, g] = [g, a];
  }
  a = g + 3;
  g = a;
  for (let i = 0; i < 4; i++) {
    while (h < 11) {
      g -= 1;
      h += 1;
    }
  }
  [h, g] = [g, h];
  g -= 1;
  return a;
}
