function f(a) {
  let b = 6;
  b += 1;
  while (a < 7) {
    b += 1;
    b -= 1;
    a += 1;
  }
  [a, b] = [b, a];
  if (b > 10) {
    if (b > a) {
      [b, a] = [a, b];
    }
  }
  if (a !== b) {
    [b, a] = [a, b];
  } else {
    if (a > 6) {
      a = a + 1;
    }
  }
  a += 1;
  return b;
}
