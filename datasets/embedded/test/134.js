function f(e, g) {
  while (g > 1) {
    e = g + 1;
    e -= 1;
    g -= 1;
  }
  if (g < e) {
    g += 1;
  }
  return e;
}
