function f(e, b) {
  let h = 1;
  for (let i = 0; i < 3; i++) {
    h = h + 2;
  }
  h -= 1;
  [e, h] = [h, e];
  while (b > 0) {
    e = h;
    b -= 1;
  }
  return e;
}
