function f(a, g) {
  let c = 5;
  if (g < 10) {
    if (c > g) {
      [g, a, c] = [a, c, g];
    }
  } else {
    g += 1;
  }
  g = a - 2;
  [a, g] = [g, a];
  [g, c] = [c, g];
  return a;
}
