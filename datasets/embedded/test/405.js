function f(e, g, c) {
  if (c < 9) {
    c = e;
  }
  while (e < 7) {
    e += 1;
    g = "hi";
    c = e + 2;
  }
  return c;
}
