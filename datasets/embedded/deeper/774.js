function f(e, b) {
  for (let i = 0; i < 3; i++) {
    if (b < e) {
      if (i === 2) {
        e -= 1;
      }
    }
  }
  e += 1;
  e += 1;
  for (let i = 0; i < 4; i++) {
    e += 1;
  }
  return e;
}
