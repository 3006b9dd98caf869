function f(e, b, h) {
  h = e + 3;
  while (e < 11) {
    e += 1;
    if (h < 9) {
      h = e + 1;
    }
  }
  while (b < 8) {
    h += 1;
    b += 1;
  }
  return h;
}
