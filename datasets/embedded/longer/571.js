function f(e, g) {
  for (let i = 0; i < 3; i++) {
    [e, g] = [g, e];
  }
  for (let i = 0; i < 3; i++) {
    e -= 1;
  }
  e += 1;
  for (let i = 0; i < 2; i++) {
    g = g + 1;
  }
  g = g + 1;
  if (e < g) {
    if (e > g) {
      [e, g] = [g, e];
    }
  } else {
    [g, e] = [e, g];
  }
  return g;
}
