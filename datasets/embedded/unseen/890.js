function f(a, b) {
  let h = 3;
  while (h > 0) {
    h -= 1;
    if (b < a) {
      [a, b] = [b, a];
    }
  }
  for (let i = 0; i < 3; i++) {
    [b, a] = [a, b];
  }
  [b, a] = [a, b];
  return a;
}
