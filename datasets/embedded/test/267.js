function f(e, b) {
  let h = 8;
  let d = 10;
  h = b;
  while (b < 9) {
    b += 1;
    [h, e] = [e, h];
  }
  return e;
}
