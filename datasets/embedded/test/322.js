function f(e, g) {
  let c = 12;
  for (let i = 0; i < 4; i++) {
    [c, e, g] = [e, g, c];
    c = 3;
  }
  [c, e] = [e, c];
  return c;
}
