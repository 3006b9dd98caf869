function f(a, g) {
  if (a > g) {
    [a, g] = [g, a];
    g += 1;
  } else {
    a += 1;
  }
  [g, a] = [a, g];
  a -= 1;
  if (a < g) {
    a -= 1;
  }
  return a;
}
