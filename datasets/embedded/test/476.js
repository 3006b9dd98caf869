function f(a, g) {
  let c = 9;
  if (g < 10) {
    if (c < g) {
      c = 15;
    }
  }
  g = 12;
  return c;
}
