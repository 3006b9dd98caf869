function f(a, g, h) {
  [a, h, g] = [h, g, a];
  h = a;
  if (h > g) {
    [a, h] = [h, a];
  }
  if (g < h) {
    for (let i = 0; i < 4; i++) {
      g += 1;
    }
  } else {
    for (let i = 0; i < 3; i++) {
      g += 1;
    }
  }
  for (let i = 0; i < 4; i++) {
    h = g;
    h -= 1;
  }
  return a;
}
