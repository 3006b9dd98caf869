function f(a, b, h) {
  let d = 12;
  while (h > 6) {
    [d, b] = [b, d];
    h -= 1;
  }
  if (b > h) {
    while (a > 2) {
      d = b;
      a -= 1;
    }
  } else {
    [d, b] = [b, d];
    [b, h] = [h, b];
  }
  if (b === h) {
    if (a < 4) {
      [b, d] = [d, b];
    }
  }
  return d;
}
