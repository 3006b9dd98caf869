function f(a, b) {
  let c = 3;
  while (c > 0) {
    [a, b] = [b, a];
    c -= 1;
  }
  if (c < a) {
    for (let i = 0; i < 3; i++) {
      if (b > c) {
        [a, c, b] = [c, b, a];
      }
    }
  } else {
    [c, b, a] = [b, a, c];
  }
  return a;
}
