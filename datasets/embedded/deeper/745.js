function f(e, b) {
  for (let i = 0; i < 3; i++) {
    if (e > b) {
      [e, b] = [b, e];
      e += 1;
    }
  }
  if (e > 4) {
    for (let i = 0; i < 4; i++) {
      if (e < 6) {
        b += 1;
      }
    }
  }
  return e;
}
