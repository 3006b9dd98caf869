function f(e, b, c) {
  let d = 4;
  if (d > e) {
    b = 1;
  } else {
    while (c > 0) {
      c -= 1;
      [e, d, b] = [d, b, e];
    }
  }
  return e;
}
