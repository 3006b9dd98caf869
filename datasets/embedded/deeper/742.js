function f(a, b, c) {
  let d = 10;
  while (b > 3) {
    [c, d] = [d, c];
    b -= 1;
  }
  if (c < 10) {
    if (b > 9) {
      if (a < 11) {
        a = 11;
      }
    }
  } else {
    a = b + 2;
  }
  return d;
}
