function f(e, b) {
  let c = 7;
  while (b < 10) {
    b += 1;
    [e, c] = [c, e];
  }
  if (c > 3) {
    b = c;
  } else {
    b = b + 1;
  }
  return c;
}
