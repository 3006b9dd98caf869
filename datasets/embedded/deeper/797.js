function f(a, b, c) {
  for (let i = 0; i < 4; i++) {
    if (b > 4) {
      if (a !== "on") {
        [b, c] = [c, b];
      }
    }
  }
  return b;
}
