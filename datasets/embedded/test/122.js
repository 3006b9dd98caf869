function f(e, b) {
  let h = 7;
  e -= 1;
  while (h < 11) {
    [b, e] = [e, b];
    h += 1;
  }
  for (let i = 0; i < 2; i++) {
    if (e > h) {
      [b, e, h] = [e, h, b];
      e += 1;
    }
  }
  h = b;
  return e;
}
