function f(a, g, h) {
  if (h < 6) {
    a = h + 2;
  } else {
    while (h > 3) {
      h -= 1;
      a -= 1;
    }
  }
  while (g < 7) {
    a += 1;
    g += 1;
  }
  if (g !== a) {
    [h, a, g] = [a, g, h];
  } else {
    [h, g, a] = [g, a, h];
  }
  return a;
}
