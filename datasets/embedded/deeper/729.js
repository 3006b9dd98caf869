function f(e, b, c) {
  if (e < 12) {
    if (c !== b) {
      for (let i = 0; i < 4; i++) {
        [e, b] = [b, e];
      }
    }
  }
  if (c > e) {
    b += 1;
  }
  return b;
}
