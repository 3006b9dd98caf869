function f(e, b) {
  let h = 13;
  [b, h] = [h, b];
  b = e;
  [b, h] = [h, b];
  for (let i = 0; i < 3; i++) {
    [h, e] = [e, h];
  }
  h = b;
  if (h !== e) {
    [b, h] = [h, b];
  }
  return h;
}
