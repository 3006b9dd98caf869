function f(e, b, h) {
  let d = 5;
  while (d > 1) {
    d -= 1;
    [h, b] = [b, h];
  }
  [d, h] = [h, d];
  if (d < 4) {
    if (d < b) {
      if (h > 11) {
        [d, b, h] = [b, h, d];
      }
    }
  }
  return h;
}
