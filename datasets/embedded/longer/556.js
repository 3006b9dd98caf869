function f(e, b, c) {
  e = e + 1;
  for (let i = 0; i < 3; i++) {
    [c, b, e] = [b, e, c];
  }
  b -= 1;
  c = e;
  [b, e] = [e, b];
  if (c > b) {
    [c, e, b] = [e, b, c];
  }
  for (let i = 0; i < 4; i++) {
    [e, b] = [b, e];
    [c, b] = [b, c];
    [e, b] = [b, e];
  }
  [c, e] = [e, c];
  c = b;
  return b;
}
