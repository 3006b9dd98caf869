function f(e, b) {
  let c = 8;
  for (let i = 0; i < 2; i++) {
    if (e > b) {
      if (i < 2) {
        c -= 1;
      }
    }
  }
  c -= 1;
  c = b - 3;
  b -= 1;
  e = c;
  return b;
}
