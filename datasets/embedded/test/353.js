function f(a, b, c) {
  let d = 4;
  while (d > 3) {
    [c, b] = [b, c];
    d -= 1;
  }
  if (a > 10) {
    if (c === b) {
      c = b;
    }
  } else {
    d = a - 2;
  }
  [c, b] = [b, c];
  return c;
}
