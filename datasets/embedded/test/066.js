function f(e, b) {
  let h = 10;
  h = e;
  for (let i = 0; i < 2; i++) {
    [e, h] = [h, e];
    [h, e] = [e, h];
  }
  [h, e] = [e, h];
  if (h < e) {
    while (b < 9) {
      b += 1;
      h = 13;
    }
  }
  return e;
}
