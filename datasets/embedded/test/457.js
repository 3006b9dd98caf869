function f(a, b) {
  let h = 9;
  a += 1;
  a += 1;
  if (b < 8) {
    if (a < 11) {
      [h, a, b] = [a, b, h];
    }
  } else {
    h = 4;
  }
  h = h - 3;
  return b;
}
