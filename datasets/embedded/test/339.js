function f(e, g) {
  let c = 9;
  e += 1;
  if (e > 8) {
    g += 1;
  }
  [c, e] = [e, c];
  [c, g] = [g, c];
  g -= 1;
  return e;
}
