function f(e, b) {
  while (e > 2) {
    e -= 1;
    b += 1;
  }
  if (e > 12) {
    if (e > 9) {
      for (let i = 0; i < 4; i++) {
        [b, e] = [e, b];
      }
    }
  }
  return b;
}
