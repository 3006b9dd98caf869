function f(a, g) {
  let c = 9;
  while (a > 3) {
    a -= 1;
    if (c < 4) {
      c = c + 2;
    }
  }
  if (a < c) {
    if (g < 7) {
      if (g < a) {
        g += 1;
      }
    }
  }
  return g;
}
