function f(e, b, h) {
  if (b > e) {
    b += 1;
  } else {
    h = e;
  }
  [h, e] = [e, h];
  if (b > 10) {
    [h, e] = [e, h];
  }
  [b, h] = [h, b];
  if (h === e) {
    [h, e] = [e, h];
  }
  return h;
}
