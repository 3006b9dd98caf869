function f(e, g, h) {
  let d = 10;
  while (e > 6) {
    e -= 1;
    [g, h, d] = [h, d, g];
    [d, h, g] = [h, g, d];
  }
  if (h > 10) {
    g = e + 1;
    [e, d, h] = [d, h, e];
  }
  return d;
}
