function f(e, b, c) {
  let d = 8;
  while (d > 5) {
    d -= 1;
    if (c > 11) {
      [b, e, c] = [e, c, b];
    }
  }
  if (b < e) {
    [d, e] = [e, d];
  } else {
    e = c - 1;
  }
  return e;
}
