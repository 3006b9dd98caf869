function f(e, b, h) {
  let d = 13;
  if (d < b) {
    [b, h, e] = [h, e, b];
  }
  if (d > 8) {
    [h, d, e] = [d, e, h];
    d = e;
  } else {
    [d, e, h] = [e, h, d];
    [b, h] = [h, b];
  }
  return b;
}
