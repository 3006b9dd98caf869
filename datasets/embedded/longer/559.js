function f(a, b) {
  let c = 5;
  while (c > 1) {
    c -= 1;
    [b, a] = [a, b];
  }
  [a, b, c] = [b, c, a];
  [b, a] = [a, b];
  if (a > b) {
    b = a - 3;
  } else {
    c += 1;
  }
  if (a < 7) {
    for (let i = 0; i < 3; i++) {
      [a, c, b] = [c, b, a];
    }
  } else {
    [c, b] = [b, c];
  }
  b += 1;
  return b;
}
