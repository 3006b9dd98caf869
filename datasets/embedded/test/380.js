function f(e, g) {
  let h = "n";
  if (g > 9) {
    e = g + 1;
    g = e;
  } else {
    e = g;
  }
  return g;
}
