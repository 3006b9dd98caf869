function f(a, g, h) {
  g = a;
  if (a > 10) {
    [a, h] = [h, a];
  } else {
    if (g < 8) {
      h = g;
    }
  }
  [g, a, h] = [a, h, g];
  return h;
}
