function f(a, b) {
  let h = 3;
  while (b < 10) {
    b += 1;
    h = 10;
  }
  h -= 1;
  return h;
}
