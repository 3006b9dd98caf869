function f(e, g) {
  let h = 3;
  if (e > h) {
    if (g > h) {
      g -= 1;
    }
  }
  return g;
}
