function f(e, g) {
  if (g < 12) {
    e += 1;
    g = e - 1;
  } else {
    [g, e] = [e, g];
  }
  e -= 1;
  return g;
}
