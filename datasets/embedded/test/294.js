function f(e, b, h) {
  if (e < b) {
    h = b;
  }
  while (b > 5) {
    b -= 1;
    e = e - 2;
  }
  return e;
}
