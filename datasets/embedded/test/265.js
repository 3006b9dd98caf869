function f(a, b) {
  let c = 10;
  for (let i = 0; i < 2; i++) {
    if (b < 4) {
      [b, c] = [c, b];
    } else {
      [c, b] = [b, c];
    }
  }
  return b;
}
