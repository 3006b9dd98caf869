function f(a, g, h) {
  a = a - 2;
  while (g > 4) {
    g -= 1;
    if (a > 12) {
      a += 1;
    }
  }
  h = "w";
  g += 1;
  return a;
}
