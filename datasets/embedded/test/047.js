function f(a, g, h) {
  let d = 10;
  if (a === "s") {
    g -= 1;
  }
  [g, d] = [d, g];
  [d, g] = [g, d];
  while (h > 2) {
    h -= 1;
    [g, d] = [d, g];
  }
  if (a === "s") {
    [h, g, d] = [g, d, h];
  }
  return d;
}
