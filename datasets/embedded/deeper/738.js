function f(e, b, h) {
  if (e > 7) {
    for (let i = 0; i < 3; i++) {
      if (i > 0) {
        [b, h, e] = [h, e, b];
      }
    }
  }
  for (let i = 0; i < 3; i++) {
    e += 1;
  }
  b = e - 2;
  e = h - 2;
  return e;
}
