function f(a, g, c) {
  let d = "hi";
  a = g;
  while (c > 1) {
    c -= 1;
    [a, g] = [g, a];
  }
  return g;
}
