function f(e, b) {
  let h = 6;
  while (b > 6) {
    if (h < 8) {
      e += 1;
    }
    b -= 1;
  }
  if (e < 6) {
    if (e < 11) {
      for (let i = 0; i < 3; i++) {
        b = 1;
      }
    }
  }
  return h;
}
