function f(e, b) {
  let h = 5;
  if (e < h) {
    [b, h] = [h, b];
  } else {
    [h, b] = [b, h];
    [b, h, e] = [h, e, b];
  }
  if (h < 9) {
    [b, e] = [e, b];
    h = 4;
  }
  return h;
}
