function f(a, b) {
  let c = 3;
  [a, b] = [b, a];
  while (c > 0) {
    a = b;
    c -= 1;
  }
  if (b > c) {
    [b, c] = [c, b];
    a += 1;
  } else {
    b = a;
    [c, a] = [a, c];
  }
  for (let i = 0; i < 2; i++) {
    a = a - 3;
    b += 1;
    a = 4;
  }
  b = 13;
  return a;
}
