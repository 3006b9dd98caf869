function f(e, b, h) {
  [e, b] = [b, e];
  for (let i = 0; i < 4; i++) {
    [b, e] = [e, b];
    if (b > 3) {
      b -= 1;
    }
  }
  if (b < 12) {
    [e, b] = [b, e];
    [b, e] = [e, b];
  } else {
    [b, e] = [e, b];
  }
  return b;
}
