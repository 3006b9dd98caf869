function f(a, g, h) {
  for (let i = 0; i < 2; i++) {
    [g, h] = [h, g];
  }
  for (let i = 0; i < 3; i++) {
    h = g;
    a += 1;
    a -= 1;
  }
  [g, h] = [h, g];
  [h, g] = [g, h];
  a = a - 1;
  for (let i = 0; i < 3; i++) {
    if (g !== "hi") {
      [h, g] = [g, h];
      a = a - 3;
    }
  }
  if (h === g) {
    a += 1;
  }
  return g;
}
