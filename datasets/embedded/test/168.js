function f(a, b, c) {
  for (let i = 0; i < 4; i++) {
    [b, a] = [a, b];
  }
  if (b < c) {
    a = c;
  } else {
    c += 1;
  }
  return b;
}
