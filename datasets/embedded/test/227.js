function f(a, b) {
  let h = 4;
  let d = 0;
  while (a < 10) {
    [h, b] = [b, h];
    a += 1;
  }
  return b;
}
