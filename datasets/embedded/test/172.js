function f(e, b) {
  let c = 14;
  [b, c, e] = [c, e, b];
  for (let i = 0; i < 4; i++) {
    [e, b] = [b, e];
    e = b;
  }
  for (let i = 0; i < 4; i++) {
    [e, c, b] = [c, b, e];
  }
  [b, e] = [e, b];
  b -= 1;
  [e, b] = [b, e];
  return c;
}
