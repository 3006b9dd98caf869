function f(e, g) {
  g = g + 1;
  if (e > 3) {
    g = e - 1;
  } else {
    [e, g] = [g, e];
  }
  for (let i = 0; i < 2; i++) {
    [g, e] = [e, g];
    e = i;
  }
  if (e < g) {
    e -= 1;
  }
  return e;
}
