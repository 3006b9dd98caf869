function f(a, g, c) {
  for (let i = 0; i < 3; i++) {
    if (g < c) {
      if (g > a) {
        c = i;
      }
    }
  }
  for (let i = 0; i < 3; i++) {
    c += 1;
  }
  return c;
}
