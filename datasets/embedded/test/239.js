function f(a, g) {
  if (g > 4) {
    [a, g] = [g, a];
    [g, a] = [a, g];
  }
  if (g < a) {
    [g, a] = [a, g];
  } else {
    if (a > 4) {
      g = a;
    }
  }
  return a;
}
