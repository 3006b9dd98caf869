function f(a, b) {
  let h = 6;
  while (a < 8) {
    b = h;
    h += 1;
    a += 1;
  }
  [b, a, h] = [a, h, b];
  [a, h, b] = [h, b, a];
  [b, h] = [h, b];
  if (a > 11) {
    b = 11;
    [h, b] = [b, h];
  } else {
    h = a;
  }
  b = b - 3;
  if (h > 8) {
    [h, b, a] = [b, a, h];
  } else {
    a = h - 3;
  }
  return h;
}
