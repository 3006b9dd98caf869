function f(e, b) {
  let c = 2;
  if (c < 12) {
    c = b;
  } else {
    b = c;
  }
  c += 1;
  c = b - 2;
  return c;
}
