function f(e, b, c) {
  let d = 1;
  while (b < 9) {
    b += 1;
    if (c > e) {
      [d, e] = [e, d];
    }
  }
  return d;
}
