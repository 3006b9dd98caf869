function f(e, g) {
  let c = 6;
  if (c > e) {
    for (let i = 0; i < 3; i++) {
      while (c < 10) {
        c += 1;
        g = e - 3;
      }
    }
  }
  return g;
}
