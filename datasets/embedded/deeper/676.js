function f(a, b, c) {
  if (c < 4) {
    for (let i = 0; i < 2; i++) {
      if (i < 2) {
        [a, b] = [b, a];
      }
    }
  }
  for (let i = 0; i < 4; i++) {
    c += 1;
  }
  return c;
}
