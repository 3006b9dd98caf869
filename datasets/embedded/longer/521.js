function f(e, b, h) {
  h = b;
  while (e < 11) {
    e += 1;
    b -= 1;
    [b, h] = [h, b];
  }
  [h, b, e] = [b, e, h];
  for (let i = 0; i < 3; i++) {
    if (h > 11) {
      b = e - 2;
    } else {
      b = e + 3;
    }
  }
  if (b !== h) {
    [e, h, b] = [h, b, e];
  } else {
    [h, b] = [b, h];
  }
  return h;
}
