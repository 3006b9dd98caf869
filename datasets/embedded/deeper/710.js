function f(e, g) {
  let h = 12;
  if (e < 4) {
    if (g > 4) {
      for (let i = 0; i < 4; i++) {
        [g, e] = [e, g];
      }
    }
  } else {
    e = e - 2;
  }
  return g;
}
