function f(e, b) {
  let c = 15;
  for (let i = 0; i < 4; i++) {
    [e, c] = [c, e];
    if (e > c) {
      [b, c] = [c, b];
    }
  }
  for (let i = 0; i < 2; i++) {
    if (e > 7) {
      if (e < b) {
        e = e - 2;
      }
    }
  }
  return b;
}
