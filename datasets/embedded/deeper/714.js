function f(e, g) {
  let c = "e";
  if (c !== "w") {
    if (e < 4) {
      while (g > 1) {
        g -= 1;
        e = 5;
      }
    }
  }
  return g;
}
