function f(a, b, h) {
  a = h;
  for (let i = 0; i < 3; i++) {
    if (a > 11) {
      b += 1;
    }
  }
  return b;
}
