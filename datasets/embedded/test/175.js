function f(e, g) {
  let h = 13;
  [g, h] = [h, g];
  if (e > g) {
    h = g - 2;
  } else {
    [g, h] = [h, g];
  }
  [e, h] = [h, e];
  return g;
}
