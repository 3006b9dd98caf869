function f(e, b, c) {
  while (c < 5) {
    b = e;
    [b, e] = [e, b];
    c += 1;
  }
  if (e === b) {
    for (let i = 0; i < 2; i++) {
      c = 8;
    }
  } else {
    b = b + 2;
  }
  b += 1;
  [b, c, e] = [c, e, b];
  for (let i = 0; i < 3; i++) {
    if (e > 5) {
      e = b;
    }
  }
  for (let i = 0; i < 3; i++) {
    c -= 1;
  }
  return e;
}
