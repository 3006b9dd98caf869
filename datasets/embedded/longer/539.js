function f(e, g, h) {
  for (let i = 0; i < 4; i++) {
    [e, g] = [g, e];
    [e, g] = [g, e];
    [g, e] = [e, g];
  }
  if (g !== h) {
    [e, h, g] = [h, g, e];
    e = h;
  } else {
    h -= 1;
  }
  for (let i = 0; i < 2; i++) {
    [g, h, e] = [h, e, g];
    if (i < 1) {
      [e, h, g] = [h, g, e];
    }
  }
  return g;
}
