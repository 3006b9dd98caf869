function f(a, g) {
  g = g - 2;
  if (g > a) {
    if (a > g) {
      a += 1;
    }
  }
  if (a < 9) {
    g += 1;
    g = a;
  } else {
    g = 10;
  }
  return g;
}
