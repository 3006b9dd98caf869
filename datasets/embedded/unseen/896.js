function f(e, b) {
  let h = 13;
  if (b > 4) {
    h = e + 3;
  }
  while (e > 5) {
    if (b < 3) {
      [h, b] = [b, h];
    }
    e -= 1;
  }
  h = 2;
  h += 1;
  return h;
}
