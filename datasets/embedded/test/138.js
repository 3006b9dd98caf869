function f(a, g) {
  let h = 3;
  if (h !== a) {
    a += 1;
  } else {
    g = g + 2;
  }
  [h, a] = [a, h];
  a = h;
  if (g > 4) {
    [h, g] = [g, h];
  }
  return a;
}
