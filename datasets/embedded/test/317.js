function f(e, b, c) {
  b += 1;
  if (c !== b) {
    [e, b] = [b, e];
  } else {
    [b, e, c] = [e, c, b];
  }
  b = b + 3;
  return b;
}
