function f(e, g, c) {
  for (let i = 0; i < 3; i++) {
    if (i === 2) {
      if (g < 3) {
        [c, e, g] = [e, g, c];
      }
    }
  }
  e = g;
  return e;
}
