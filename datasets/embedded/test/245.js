function f(a, b) {
  let c = 6;
  let d = 8;
  if (a < 11) {
    [d, b] = [b, d];
  } else {
    if (d < 7) {
      [b, c] = [c, b];
    }
  }
  return b;
}
