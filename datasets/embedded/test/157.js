function f(e, b, h) {
  while (e < 9) {
    h = e - 1;
    e += 1;
  }
  if (h > e) {
    [h, b, e] = [b, e, h];
  }
  for (let i = 0; i < 3; i++) {
    if (h < 10) {
      b = e - 3;
    }
  }
  return h;
}
