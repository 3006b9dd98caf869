function f(a, g) {
  a = g;
  if (g > a) {
    g = a;
    a = 4;
  } else {
    a -= 1;
  }
  g -= 1;
  for (let i = 0; i < 3; i++) {
    g = a + 3;
  }
  return g;
}
