function f(a) {
  let g = 5;
  while (g > 4) {
    a = 13;
    a = g + 3;
    g -= 1;
  }
  if (g < a) {
    if (a < 5) {
      if (a < 8) {
        a -= 1;
      }
    }
  }
  return a;
}
