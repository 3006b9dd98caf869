function f(e, b) {
  let c = 14;
  if (b < 3) {
    e -= 1;
    e += 1;
  }
  while (b > 2) {
    [e, c] = [c, e];
    b -= 1;
  }
  return e;
}
