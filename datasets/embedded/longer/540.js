function f(e, b, h) {
  for (let i = 0; i < 2; i++) {
    [e, b, h] = [b, h, e];
  }
  for (let i = 0; i < 4; i++) {
    h = e;
  }
  if (h !== b) {
    h -= 1;
    h = e;
  }
  e = h;
  for (let i = 0; i < 4; i++) {
    e = i;
  }
  e = h - 3;
  [b, h, e] = [h, e, b];
  [b, e] = [e, b];
  return e;
}
