function f(a, b) {
  let h = 10;
  let d = 10;
  while (a < 9) {
    h -= 1;
    a += 1;
  }
  if (d < a) {
    if (b < a) {
      if (b > h) {
        a += 1;
      }
    }
  } else {
    [h, d, a] = [d, a, h];
  }
  return h;
}
