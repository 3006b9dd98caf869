function f(e, b) {
  let c = 1;
  if (b > 10) {
    for (let i = 0; i < 4; i++) {
      if (e !== b) {
        [c, b] = [b, c];
      }
    }
  }
  if (b > c) {
    b -= 1;
  }
  [b, e] = [e, b];
  return c;
}
