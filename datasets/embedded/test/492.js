function f(e, b, h) {
  let d = 7;
  [b, h, d] = [h, d, b];
  [b, e] = [e, b];
  b -= 1;
  if (h < 4) {
    [d, h, b] = [h, b, d];
  } else {
    [e, d, h] = [d, h, e];
  }
  return e;
}
