function f(a) {
  let g = 4;
  if (a < 3) {
    if (a < g) {
      a = 13;
    }
  } else {
    a = g;
  }
  a -= 1;
  a = g - 2;
  [a, g] = [g, a];
  a = g;
  [a, g] = [g, a];
  return g;
}
