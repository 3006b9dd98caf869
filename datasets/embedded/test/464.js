function f(e, g) {
  let h = 5;
  [g, e, h] = [e, h, g];
  for (let i = 0; i < 3; i++) {
    [e, g] = [g, e];
    g = e;
  }
  [h, g] = [g, h];
  e = 12;
  for (let i = 0; i < 3; i++) {
    h += 1;
  }
  [e, g] = [g, e];
  return g;
}
