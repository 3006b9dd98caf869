function f(e, b) {
  while (e > 0) {
    b = b - 3;
    e -= 1;
  }
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 2; j++) {
      [b, e] = [e, b];
    }
  }
  e += 1;
  for (let i = 0; i < 4; i++) {
    e = 4;
    if (i < 2) {
      [b, e] = [e, b];
    }
  }
  [b, e] = [e, b];
  return e;
}
