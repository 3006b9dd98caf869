function f(a, b) {
  let c = 13;
  if (c > 11) {
    [c, b, a] = [b, a, c];
    [a, c, b] = [c, b, a];
  }
  if (a > c) {
    a = c + 2;
  } else {
    for (let i = 0; i < 2; i++) {
      b = c + 3;
    }
  }
  return b;
}
