function f(a, g, h) {
  if (a > 4) {
    if (g > 4) {
      g = 14;
    }
  } else {
    [h, a, g] = [a, g, h];
    h += 1;
  }
  [a, g] = [g, a];
  [g, a, h] = [a, h, g];
  h -= 1;
  return h;
}
