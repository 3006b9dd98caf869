function f(a, g) {
  let c = 13;
  [a, c, g] = [c, g, a];
  [c, g] = [g, c];
  if (c < 3) {
    [c, g] = [g, c];
    [g, c, a] = [c, a, g];
  } else {
    [c, g] = [g, c];
  }
  return a;
}
