function f(e, g) {
  let h = 8;
  e -= 1;
  for (let i = 0; i < 2; i++) {
    if (g < 5) {
      e = g + 3;
    }
  }
  g -= 1;
  return g;
}
