function f(e, b, h) {
  [h, b, e] = [b, e, h];
  e = h - 1;
  e -= 1;
  if (b > h) {
    h = e;
    [h, e] = [e, h];
  } else {
    b = e - 2;
  }
  return b;
}
