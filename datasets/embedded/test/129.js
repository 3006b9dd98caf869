function f(e, b) {
  let c = 1;
  b = 11;
  if (e > c) {
    [c, b] = [b, c];
    b = e;
  } else {
    [c, e, b] = [e, b, c];
  }
  [b, c, e] = [c, e, b];
  b = 1;
  b = e;
  return c;
}
