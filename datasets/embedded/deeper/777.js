function f(e, b) {
  for (let i = 0; i < 4; i++) {
    if (i === 1) {
      if (i > 0) {
        e = i;
      }
    }
  }
  e += 1;
  return e;
}
