function f(a, b, h) {
  if (a > 3) {
    b = a - 3;
    a -= 1;
  } else {
    [a, h] = [h, a];
  }
  for (let i = 0; i < 2; i++) {
    a += 1;
    h = a;
    [a, b] = [b, a];
  }
  for (let i = 0; i < 3; i++) {
    [a, b, h] = [b, h, a];
    b = i;
  }
  for (let i = 0; i < 3; i++) {
    a = b;
  }
  b -= 1;
  h = 1;
  return h;
}
