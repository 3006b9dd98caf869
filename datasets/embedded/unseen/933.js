function f(a, g) {
  let h = 2;
  let d = 2;
  while (d > 0) {
    [g, a, h] = [a, h, g];
    d -= 1;
  }
  [h, a] = [a, h];
  return a;
}
