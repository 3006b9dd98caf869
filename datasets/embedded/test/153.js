function f(e, b, h) {
  let d = 13;
  if (e < 3) {
    d = e;
    [h, e, d] = [e, d, h];
  } else {
    if (e > d) {
      b = e;
    }
  }
  [b, h] = [h, b];
  b += 1;
  return b;
}
