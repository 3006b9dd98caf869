function f(a, g) {
  [a, g] = [g, a];
  g += 1;
  for (let i = 0; i < 2; i++) {
    if (i === 1) {
      [g, a] = [a, g];
    }
  }
  g = 7;
  if (g < 10) {
    g = a;
  }
  return a;
}
