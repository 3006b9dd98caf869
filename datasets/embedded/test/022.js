function f(a, g) {
  let c = 3;
  while (c > 0) {
    c -= 1;
    g += 1;
    a = "off";
  }
  if (g > 3) {
    c += 1;
  }
  if (a !== "on") {
    [g, c] = [c, g];
    c = 15;
  }
  return g;
}
