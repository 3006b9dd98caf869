function f(e, b) {
  let h = 11;
  for (let i = 0; i < 4; i++) {
    [b, h] = [h, b];
    b = i;
  }
  [h, e] = [e, h];
  [e, b] = [b, e];
  for (let i = 0; i < 3; i++) {
    h -= 1;
    if (i < 2) {
      [h, e] = [e, h];
    }
  }
  [b, h] = [h, b];
  e += 1;
  for (let i = 0; i < 3; i++) {
    [e, b] = [b, e];
    h = 4;
  }
  return b;
}
