function f(e, b) {
  e = e - 1;
  while (b > 2) {
    e -= 1;
    b -= 1;
  }
  e = b;
  b = 7;
  return e;
}
