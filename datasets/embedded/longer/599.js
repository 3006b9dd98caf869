function f(a, g) {
  while (a > 5) {
    g = a - 3;
    a -= 1;
  }
  if (a < g) {
    [a, g] = [g, a];
  }
  for (let i = 0; i < 3; i++) {
    g = a;
    [g, a] = [a, g];
  }
  if (g < 3) {
    a -= 1;
  } else {
    if (g > a) {
      g = a;
    }
  }
  [g, a] = [a, g];
  return a;
}
