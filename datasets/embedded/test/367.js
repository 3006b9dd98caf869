function f(e, b) {
  while (e > 1) {
    if (b < 5) {
      b -= 1;
    }
    e -= 1;
  }
  for (let i = 0; i < 4; i++) {
    [e, b] = [b, e];
    [b, e] = [e, b];
  }
  return b;
}
