function f(a, g) {
  let h = 3;
  for (let i = 0; i < 3; i++) {
    a = a + 2;
    [h, g, a] = [g, a, h];
    a -= 1;
  }
  if (g < a) {
    [g, a] = [a, g];
  }
  if (g > 6) {
    for (let i = 0; i < 4; i++) {
      a = i;
    }
  }
  [h, g] = [g, h];
  if (g < 11) {
    [a, h, g] = [h, g, a];
  } else {
    g = 15;
  }
  if (a > h) {
    h = a + 1;
  }
  return h;
}
