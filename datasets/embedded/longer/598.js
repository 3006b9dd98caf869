function f(a, b) {
  let h = 5;
  for (let i = 0; i < 2; i++) {
    [h, b, a] = [b, a, h];
    a = b + 2;
  }
  [b, a, h] = [a, h, b];
  h = b;
  if (h < b) {
    if (b > h) {
      [a, h] = [h, a];
    }
  } else {
    h = a + 3;
  }
  h = b + 1;
  for (let i = 0; i < 4; i++) {
    [b, h] = [h, b];
    [b, a, h] = [a, h, b];
  }
  return b;
}
