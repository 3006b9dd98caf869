function f(e, b, h) {
  if (e < 9) {
    for (let i = 0; i < 2; i++) {
      if (h > 4) {
        [e, b] = [b, e];
      }
    }
  } else {
    if (h > e) {
      [e, h] = [h, e];
    }
  }
  e = h;
  return h;
}
