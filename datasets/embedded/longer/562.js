function f(e, g) {
  let c = 5;
  [c, e, g] = [e, g, c];
  for (let i = 0; i < 4; i++) {
    [c, g] = [g, c];
    e = i;
  }
  e = e + 1;
  for (let i = 0; i < 4; i++) {
    [g, e] = [e, g];
  }
  for (let i = 0; i < 2; i++) {
    if (e > 8) {
      [c, e, g] = [e, g, c];
    }
  }
  for (let i = 0; i < 2; i++) {
    [c, e] = [e, c];
  }
  [e, g, c] = [g, c, e];
  return c;
}
