function f(a, g) {
  for (let i = 0; i < 3; i++) {
    [a, g] = [g, a];
  }
  if (a > 8) {
    a += 1;
    a += 1;
  } else {
    a = g;
  }
  if (g > 3) {
    for (let i = 0; i < 2; i++) {
      g = i;
    }
  } else {
    [a, g] = [g, a];
  }
  for (let i = 0; i < 4; i++) {
    a = g;
    a = g + 1;
    g = i;
  }
  a = g + 1;
  return g;
}
