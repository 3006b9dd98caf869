function f(e, b) {
  let c = 2;
  if (b > e) {
    c = b;
  } else {
    if (b < 12) {
      e = e + 2;
    }
  }
  [e, c] = [c, e];
  return e;
}
