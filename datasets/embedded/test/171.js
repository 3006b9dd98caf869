function f(e, g, h) {
  while (h > 3) {
    e = 12;
    h -= 1;
  }
  return e;
}
