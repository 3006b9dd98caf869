function f(e, g, c) {
  [c, g] = [g, c];
  if (e > 3) {
    for (let i = 0; i < 4; i++) {
      if (i < 1) {
        g += 1;
      }
    }
  } else {
    [c, e, g] = [e, g, c];
    [e, g] = [g, e];
  }
  return e;
}
