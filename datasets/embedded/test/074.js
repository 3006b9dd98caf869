function f(e, g, c) {
  if (g !== e) {
    [e, g] = [g, e];
    c = 4;
  }
  for (let i = 0; i < 2; i++) {
    [g, e] = [e, g];
    [e, g] = [g, e];
  }
  return c;
}
