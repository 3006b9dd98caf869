function f(a, g) {
  let c = 8;
  while (c > 4) {
    g = c - 3;
    c -= 1;
  }
  [g, c] = [c, g];
  if (g < c) {
    if (a === "on") {
      c += 1;
    }
  } else {
    for (let i = 0; i < 2; i++) {
      c = 0;
    }
  }
  for (let i = 0; i < 4; i++) {
    [g, c] = [c, g];
    c += 1;
  }
  g = c;
  g = c + 2;
  return g;
}
