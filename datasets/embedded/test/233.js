function f(a, g) {
  [a, g] = [g, a];
  if (g !== a) {
    for (let i = 0; i < 2; i++) {
      a += 1;
    }
  }
  for (let i = 0; i < 2; i++) {
    [g, a] = [a, g];
  }
  return a;
}
