function f(a, b) {
  let c = 5;
  [a, c] = [c, a];
  if (c > a) {
    while (b > 2) {
      c = 7;
      b -= 1;
    }
  }
  if (a > 8) {
    for (let i = 0; i < 3; i++) {
      [a, c, b] = [c, b, a];
    }
  } else {
    c = 6;
    c = c - 3;
  }
  c -= 1;
  for (let i = 0; i < 2; i++) {
    a = a - 1;
  }
  [a, c] = [c, a];
  b = c;
  return a;
}
