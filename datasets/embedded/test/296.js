function f(e, b) {
  [b, e] = [e, b];
  e += 1;
  for (let i = 0; i < 3; i++) {
    [e, b] = [b, e];
  }
  return b;
}
