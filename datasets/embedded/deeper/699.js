function f(a, b) {
  while (b < 8) {
    for (let i = 0; i < 3; i++) {
      a = i;
    }
    b += 1;
  }
  if (b > 4) {
    for (let i = 0; i < 2; i++) {
      if (i > 0) {
        [b, a] = [a, b];
      }
    }
  }
  return a;
}
