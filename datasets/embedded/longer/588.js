function f(a, b, c) {
  [b, a] = [a, b];
  for (let i = 0; i < 3; i++) {
    [a, b] = [b, a];
  }
  b = "s";
  if (a !== "n") {
    c = c + 3;
    [b, a] = [a, b];
  }
  for (let i = 0; i < 4; i++) {
    c = i;
  }
  if (c < 10) {
    [b, a] = [a, b];
  }
  return a;
}
