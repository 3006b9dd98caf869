function f(a, b) {
  let c = "n";
  let d = 8;
  while (d > 6) {
    [a, c] = [c, a];
    d -= 1;
  }
  [c, a] = [a, c];
  return c;
}
