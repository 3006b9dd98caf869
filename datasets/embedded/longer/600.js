function f(a, b, c) {
  for (let i = 0; i < 3; i++) {
    if (b < c) {
      c = 9;
    }
  }
  if (c < a) {
    a = b + 2;
  } else {
    c += 1;
  }
  while (b > 6) {
    a = 5;
    b -= 1;
  }
  for (let i = 0; i < 2; i++) {
    b += 1;
  }
  return a;
}
