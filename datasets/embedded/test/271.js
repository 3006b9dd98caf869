function f(a, b, h) {
  let d = 8;
  while (a > 6) {
    a -= 1;
    if (h > 5) {
      h = b;
    }
  }
  [b, h] = [h, b];
  [b, h, d] = [h, d, b];
  return h;
}
