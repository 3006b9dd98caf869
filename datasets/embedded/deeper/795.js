function f(a, b, c) {
  while (c > 5) {
    c -= 1;
    [a, b] = [b, a];
  }
  for (let i = 0; i < 2; i++) {
    if (c < b) {
      if (c > b) {
        c += 1;
      }
    }
  }
  [c, b] = [b, c];
  return a;
}
