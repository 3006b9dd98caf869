function f(e, b, c) {
  let d = 8;
  [c, b, e] = [b, e, c];
  while (d > 4) {
    [b, c, e] = [c, e, b];
    d -= 1;
  }
  return b;
}
