function f(e, b, h) {
  e = b;
  for (let i = 0; i < 2; i++) {
    [b, e] = [e, b];
    [b, e] = [e, b];
    [e, b] = [b, e];
  }
  e -= 1;
  if (b < 4) {
    e = b;
  }
  return b;
}
