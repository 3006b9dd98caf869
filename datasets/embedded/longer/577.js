function f(a, b) {
  let c = 11;
  for (let i = 0; i < 4; i++) {
    c = b;
  }
  while (b < 8) {
    a = c;
    a = c;
    b += 1;
  }
  b = c;
  [a, c] = [c, a];
  a = 13;
  if (a < b) {
    [a, c] = [c, a];
    [a, b] = [b, a];
  } else {
    [c, a, b] = [a, b, c];
  }
  c -= 1;
  return a;
}
