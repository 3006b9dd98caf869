function f(a) {
  let b = 7;
  a -= 1;
  for (let i = 0; i < 3; i++) {
    b = 2;
    [b, a] = [a, b];
    [b, a] = [a, b];
  }
  for (let i = 0; i < 4; i++) {
    if (b > a) {
      b = 13;
    }
  }
  b = a;
  if (a < b) {
    [b, a] = [a, b];
  }
  return b;
}
