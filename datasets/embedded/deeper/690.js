function f(e, g) {
  let c = 8;
  while (c < 10) {
    [g, e] = [e, g];
    c += 1;
  }
  if (g < 5) {
    for (let i = 0; i < 2; i++) {
      if (g < e) {
        c = e - 3;
      }
    }
  }
  [c, e, g] = [e, g, c];
  return e;
}
