function f(e, b, c) {
  let d = 7;
  [e, c] = [c, e];
  while (b < 7) {
    while (d < 9) {
      [e, c] = [c, e];
      d += 1;
    }
    b += 1;
  }
  b = b - 2;
  if (c > 9) {
    [d, c] = [c, d];
    [b, c] = [c, b];
  } else {
    if (e < 11) {
      [c, b] = [b, c];
    }
  }
  [c, e, d] = [e, d, c];
  d = b;
  d -= 1;
  return e;
}
