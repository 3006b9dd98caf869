function f(e, g) {
  g = e;
  if (g < 8) {
    g = e + 3;
    e = g + 2;
  }
  g += 1;
  if (g > 4) {
    [g, e] = [e, g];
  } else {
    e = g;
  }
  return e;
}
