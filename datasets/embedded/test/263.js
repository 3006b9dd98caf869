function f(a, b, h) {
  let d = 8;
  if (h > d) {
    if (d > 8) {
      [a, h, d] = [h, d, a];
    }
  }
  while (b < 5) {
    a += 1;
    b += 1;
  }
  return d;
}
