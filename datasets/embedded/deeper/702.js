function f(e, b) {
  let c = 9;
  for (let i = 0; i < 3; i++) {
    if (c < 3) {
      if (i > 0) {
        [c, e] = [e, c];
      }
    }
  }
  for (let i = 0; i < 2; i++) {
    if (c < 5) {
      e += 1;
    } else {
      c += 1;
    }
  }
  return e;
}
