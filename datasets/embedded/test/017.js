function f(e, b) {
  for (let i = 0; i < 4; i++) {
    b = e + 1;
    e -= 1;
  }
  [e, b] = [b, e];
  return b;
}
