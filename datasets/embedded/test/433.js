function f(e, g) {
  if (g > 11) {
    g = g - 1;
  } else {
    g = g + 3;
    g += 1;
  }
  if (e !== "hi") {
    g = g + 2;
    g = g - 3;
  }
  return g;
}
