function f(e) {
  if (e < 3) {
    for (let i = 0; i < 4; i++) {
      e = i;
    }
  }
  return e;
}
