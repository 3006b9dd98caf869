function f(e, b) {
  let h = 9;
  for (let i = 0; i < 4; i++) {
    [b, e, h] = [e, h, b];
  }
  if (e < h) {
    h = e;
    [h, e] = [e, h];
  }
  [h, e] = [e, h];
  for (let i = 0; i < 3; i++) {
    [h, b, e] = [b, e, h];
    b = i;
  }
  return h;
}
