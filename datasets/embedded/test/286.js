function f(e, g, h) {
  let d = 9;
  if (g > 4) {
    while (e > 2) {
      [g, h] = [h, g];
      e -= 1;
    }
  }
  if (h < 3) {
    if (g < 3) {
      g += 1;
    }
  }
  h = 5;
  return h;
}
