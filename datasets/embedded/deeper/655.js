function f(a, b) {
  for (let i = 0; i < 2; i++) {
    if (i > 0) {
      if (i < 1) {
        a += 1;
      }
    }
  }
  [b, a] = [a, b];
  for (let i = 0; i < 4; i++) {
    [a, b] = [b, a];
  }
  return b;
}
