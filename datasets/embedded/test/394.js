function f(e, b) {
  let c = 3;
  [e, b] = [b, e];
  if (b < 7) {
    [e, c, b] = [c, b, e];
    b = b - 3;
  } else {
    b = c;
  }
  [e, b, c] = [b, c, e];
  for (let i = 0; i < 4; i++) {
    [e, c, b] = [c, b, e];
  }
  [b, c] = [c, b];
  return b;
}
