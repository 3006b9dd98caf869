function f(e, b) {
  [b, e] = [e, b];
  for (let i = 0; i < 3; i++) {
    if (i < 1) {
      b = 11;
    }
  }
  e = e - 2;
  for (let i = 0; i < 3; i++) {
    [b, e] = [e, b];
  }
  [e, b] = [b, e];
  return b;
}
