function f(e, g, h) {
  for (let i = 0; i < 3; i++) {
    h = g + 3;
    g -= 1;
    g = g - 2;
  }
  if (g === e) {
    [h, e] = [e, h];
  } else {
    for (let i = 0; i < 4; i++) {
      [h, e] = [e, h];
    }
  }
  g = e;
  for (let i = 0; i < 3; i++) {
    if (e > 5) {
      h = h + 1;
    }
  }
  return e;
}
