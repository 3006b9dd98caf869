function f(e, b, c) {
  let d = 1;
  b += 1;
  [b, c] = [c, b];
  while (e > 5) {
    e -= 1;
    [c, b] = [b, c];
    b = 1;
  }
  d += 1;
  [e, b, d] = [b, d, e];
  e = 14;
  if (d < b) {
    [b, d] = [d, b];
  } else {
    if (b < e) {
      d = 8;
    }
  }
  [d, b, c] = [b, c, d];
  [c, b, d] = [b, d, c];
  return d;
}
