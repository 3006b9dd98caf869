function f(e, b) {
  let c = 12;
  if (e > c) {
    if (c < b) {
      for (let i = 0; i < 4; i++) {
        [c, e, b] = [e, b, c];
      }
    }
  }
  return c;
}
