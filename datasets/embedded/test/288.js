function f(e, b, c) {
  [c, e] = [e, c];
  b = b + 2;
  [c, e] = [e, c];
  if (b < 8) {
    e = c;
  }
  [e, c] = [c, e];
  if (c !== "on") {
    if (b > 11) {
      b = 13;
    }
  }
  return e;
}
