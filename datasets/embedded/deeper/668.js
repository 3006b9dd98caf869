function f(a, g, c) {
  for (let i = 0; i < 3; i++) {
    if (g === c) {
      if (g !== c) {
        a += 1;
      }
    }
  }
  if (a < 11) {
    if (a > 6) {
      [c, g] = [g, c];
    }
  } else {
    [g, c] = [c, g];
  }
  return a;
}
