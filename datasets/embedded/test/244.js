function f(a) {
  let g = 15;
  for (let i = 0; i < 4; i++) {
    if (g < 10) {
      g = 8;
    }
  }
  return g;
}
