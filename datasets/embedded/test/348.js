function f(a, b, h) {
  if (b > a) {
    for (let i = 0; i < 4; i++) {
      [h, a] = [a, h];
    }
  } else {
    [h, a, b] = [a, b, h];
    a = b - 2;
  }
  if (a !== b) {
    [a, b] = [b, a];
  } else {
    b += 1;
  }
  return a;
}
