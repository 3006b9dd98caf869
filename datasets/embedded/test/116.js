function f(e) {
  let b = 6;
  let c = 9;
  e += 1;
  e = b;
  if (e < c) {
    b = c + 3;
  }
  if (e > c) {
    [c, b] = [b, c];
    e += 1;
  }
  return e;
}
