function f(a, b) {
  if (a < 10) {
    if (a !== b) {
      while (a < 10) {
        b -= 1;
        a += 1;
      }
    }
  }
  return b;
}
