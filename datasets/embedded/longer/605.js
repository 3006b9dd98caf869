function f(a, b, h) {
  h = a;
  [a, b, h] = [b, h, a];
  for (let i = 0; i < 3; i++) {
    [b, h] = [h, b];
    h -= 1;
    h -= 1;
  }
  for (let i = 0; i < 3; i++) {
    b -= 1;
    [b, h, a] = [h, a, b];
    b = 9;
  }
  if (h < 11) {
    h = b;
  } else {
    [a, b, h] = [b, h, a];
    [b, a] = [a, b];
  }
  return b;
}
