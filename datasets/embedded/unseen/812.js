function f(a, g, h) {
  let d = 9;
  h += 1;
  a = "n";
  h -= 1;
  while (d > 6) {
    if (a !== "n") {
      [g, a] = [a, g];
    }
    d -= 1;
  }
  return g;
}
