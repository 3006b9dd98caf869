function f(a, b) {
  let c = "n";
  [a, c] = [c, a];
  a = "e";
  for (let i = 0; i < 4; i++) {
    b -= 1;
    b = b - 1;
    [a, c] = [c, a];
  }
  for (let i = 0; i < 3; i++) {
    [c, a] = [a, c];
  }
  c = "s";
  b = b + 2;
  [c, a] = [a, c];
  b -= 1;
  return c;
}
