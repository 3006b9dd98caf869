function f(a, g) {
  let h = 0;
  if (h < 8) {
    [h, a] = [a, h];
  } else {
    a = 2;
  }
  [a, h] = [h, a];
  while (g > 1) {
    g -= 1;
    if (h > 12) {
      [h, a] = [a, h];
    }
  }
  return a;
}
