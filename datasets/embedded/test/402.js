function f(a, g) {
  let c = "hi";
  for (let i = 0; i < 3; i++) {
    [c, a] = [a, c];
    a = c;
    g = i;
  }
  if (g > 6) {
    [c, a] = [a, c];
    [a, c] = [c, a];
  }
  a = c;
  return c;
}
