function f(e, g) {
  let h = 12;
  while (e > 1) {
    h -= 1;
    e -= 1;
  }
  e = g + 3;
  while (g > 5) {
    if (h !== e) {
      e = h;
    }
    g -= 1;
  }
  return h;
}
