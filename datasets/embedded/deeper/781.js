function f(e, g, c) {
  let d = 6;
  if (e > g) {
    if (c < 7) {
      while (c < 7) {
        c += 1;
        e = g;
      }
    }
  }
  return e;
}
