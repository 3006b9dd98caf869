function f(e, b) {
  for (let i = 0; i < 4; i++) {
    e = b + 3;
    b = e;
    [b, e] = [e, b];
  }
  b += 1;
  b = e;
  e = b;
  if (b > e) {
    [e, b] = [b, e];
  }
  return e;
}
