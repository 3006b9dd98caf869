function f(a, g, h) {
  let d = "n";
  while (g < 9) {
    if (d === "n") {
      [d, a] = [a, d];
    }
    g += 1;
  }
  [h, g] = [g, h];
  return g;
}
