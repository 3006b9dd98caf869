function f(a, g) {
  let h = 14;
  for (let i = 0; i < 3; i++) {
    a -= 1;
    h += 1;
    h = 3;
  }
  if (h < g) {
    if (a > 4) {
      for (let i = 0; i < 2; i++) {
        [h, a, g] = [a, g, h];
      }
    }
  }
  return a;
}
