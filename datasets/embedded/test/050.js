function f(a, g) {
  let h = 2;
  if (g < 7) {
    a = 15;
  } else {
    while (h > 0) {
      [g, a] = [a, g];
      h -= 1;
    }
  }
  [g, a, h] = [a, h, g];
  [g, h] = [h, g];
  return a;
}
