function f(a, b) {
  let h = 0;
  [a, h, b] = [h, b, a];
  for (let i = 0; i < 4; i++) {
    h = i;
    h = h + 3;
    [h, a] = [a, h];
  }
  if (b < a) {
    [b, a] = [a, b];
  } else {
    [a, b, h] = [b, h, a];
  }
  b -= 1;
  return b;
}
