function f(e, b, h) {
  let d = 14;
  [d, h] = [h, d];
  if (e < b) {
    [b, d] = [d, b];
  } else {
    d += 1;
  }
  h = e + 3;
  b = h;
  return d;
}
