function f(e, b, c) {
  for (let i = 0; i < 3; i++) {
    if (b > 6) {
      if (b < 10) {
        b = b + 3;
      }
    }
  }
  c = e - 2;
  return b;
}
