function f(a, g, h) {
  let d = 12;
  if (h !== d) {
    [d, h] = [h, d];
  } else {
    a -= 1;
  }
  while (g < 10) {
    g += 1;
    d = g - 2;
  }
  [g, a, d] = [a, d, g];
  [d, g, a] = [g, a, d];
  a += 1;
  return g;
}
