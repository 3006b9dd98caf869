function f(a, g) {
  while (g < 10) {
    a = 1;
    g += 1;
  }
  g = a;
  if (a > 7) {
    a = 8;
  }
  for (let i = 0; i < 4; i++) {
    g = a;
  }
  for (let i = 0; i < 4; i++) {
    [a, g] = [g, a];
    [g, a] = [a, g];
    [g, a] = [a, g];
  }
  g -= 1;
  return a;
}
