function f(a, b) {
  let h = 7;
  if (a > b) {
    [a, b] = [b, a];
  } else {
    [a, b] = [b, a];
  }
  for (let i = 0; i < 3; i++) {
    a += 1;
  }
  [h, a] = [a, h];
  b = a + 3;
  return b;
}
