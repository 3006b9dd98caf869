function f(a, g) {
  let h = 2;
  for (let i = 0; i < 3; i++) {
    if (g < 3) {
      if (i < 2) {
        a = h;
      }
    }
  }
  while (g > 0) {
    g -= 1;
    [h, a] = [a, h];
  }
  return a;
}
