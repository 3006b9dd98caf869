function f(e, g) {
  let c = 8;
  for (let i = 0; i < 4; i++) {
    if (g > 7) {
      while (c > 5) {
        e = c + 2;
        c -= 1;
      }
    }
  }
  e = g;
  e -= 1;
  return e;
}
