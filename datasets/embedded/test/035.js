function f(e, b, h) {
  for (let i = 0; i < 3; i++) {
    if (b < h) {
      b = i;
    }
  }
  e = e + 1;
  return e;
}
