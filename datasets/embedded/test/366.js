function f(e, g) {
  let c = "w";
  if (g > 3) {
    g = g + 1;
  }
  e = c;
  return g;
}
