function f(a, b) {
  let h = 9;
  while (a > 2) {
    a -= 1;
    if (h < 8) {
      [h, b] = [b, h];
    }
  }
  if (h < 8) {
    h = a;
  }
  return h;
}
