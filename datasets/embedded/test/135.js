function f(e, g, h) {
  while (g > 3) {
    h -= 1;
    g -= 1;
  }
  if (g < 3) {
    for (let i = 0; i < 3; i++) {
      h = 13;
    }
  } else {
    [e, h, g] = [h, g, e];
    g -= 1;
  }
  return g;
}
