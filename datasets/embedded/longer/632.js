function f(e, b, h) {
  if (b === h) {
    e = b + 2;
    [e, b, h] = [b, h, e];
  }
  b += 1;
  for (let i = 0; i < 3; i++) {
    if (i > 0) {
      [h, e] = [e, h];
    }
  }
  for (let i = 0; i < 4; i++) {
    [e, h] = [h, e];
    if (h > e) {
      b = i;
    }
  }
  for (let i = 0; i < 4; i++) {
    [b, e] = [e, b];
  }
  return h;
}
