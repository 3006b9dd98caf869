function f(e, g, h) {
  [h, g] = [g, h];
  while (e > 5) {
    [g, h] = [h, g];
    e -= 1;
  }
  if (h < 7) {
    [e, h, g] = [h, g, e];
  } else {
    [e, h] = [h, e];
  }
  for (let i = 0; i < 4; i++) {
    if (h > g) {
      [e, h, g] = [h, g, e];
      g += 1;
    }
  }
  [h, g] = [g, h];
  return h;
}
