function f(e, g, c) {
  g += 1;
  for (let i = 0; i < 2; i++) {
    if (c === "e") {
      g = g + 3;
    }
  }
  for (let i = 0; i < 3; i++) {
    g = i;
    if (c !== "w") {
      e = "e";
    }
  }
  g -= 1;
  return g;
}
