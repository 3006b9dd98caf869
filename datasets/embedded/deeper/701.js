function f(a, b) {
  let c = 7;
  if (a < 7) {
    for (let i = 0; i < 2; i++) {
      if (i === 1) {
        a = c - 3;
      }
    }
  } else {
    [a, c, b] = [c, b, a];
    [a, b, c] = [b, c, a];
  }
  [c, a] = [a, c];
  b = c;
  return b;
}
