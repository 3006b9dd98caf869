function f(e, g) {
  let c = "e";
  if (c !== "s") {
    if (g > 5) {
      g = 9;
    }
  }
  for (let i = 0; i < 3; i++) {
    g = e - 3;
  }
  c = "n";
  g = e;
  return g;
}
