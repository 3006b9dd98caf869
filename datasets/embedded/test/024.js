function f(e, b) {
  let h = 13;
  [b, h] = [h, b];
  e = h + 1;
  b = h;
  b += 1;
  if (h > e) {
    [h, e, b] = [e, b, h];
  } else {
    h = e;
  }
  return b;
}
