function f(a, g) {
  while (g > 0) {
    a -= 1;
    g -= 1;
  }
  for (let i = 0; i < 2; i++) {
    if (a < 5) {
      if (i === 1) {
        [g, a] = [a, g];
      }
    }
  }
  [g, a] = [a, g];
  return a;
}
