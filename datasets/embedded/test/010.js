function f(a, g, c) {
  if (c > 11) {
    g = a - 1;
  } else {
    [g, a, c] = [a, c, g];
    g -= 1;
  }
  [c, g] = [g, c];
  [a, c] = [c, a];
  for (let i = 0; i < 3; i++) {
    c -= 1;
  }
  return a;
}
