function f(a, g) {
  let h = 4;
  for (let i = 0; i < 3; i++) {
    g = h;
  }
  g = h;
  return g;
}
