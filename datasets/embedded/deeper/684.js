function f(e, b) {
  for (let i = 0; i < 3; i++) {
    if (e < b) {
      while (b > 2) {
        e -= 1;
        b -= 1;
      }
    }
  }
  b = 8;
  return e;
}
