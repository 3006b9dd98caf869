function f(e, b, h) {
  if (b > 6) {
    for (let i = 0; i < 4; i++) {
      if (b < 3) {
        e = b;
      }
    }
  } else {
    [h, b, e] = [b, e, h];
  }
  return e;
}
