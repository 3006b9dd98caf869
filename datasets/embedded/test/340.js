function f(a, b, h) {
  let d = 13;
  if (h !== b) {
    h = d;
    [d, h] = [h, d];
  } else {
    [d, b] = [b, d];
  }
  [h, b] = [b, h];
  if (h < d) {
    b = h;
    b += 1;
  }
  h -= 1;
  return b;
}
