function f(a, b) {
  let h = 9;
  [b, a] = [a, b];
  if (a > h) {
    [a, h, b] = [h, b, a];
  }
  for (let i = 0; i < 2; i++) {
    if (i > 0) {
      a += 1;
      b = h;
    }
  }
  return h;
}
