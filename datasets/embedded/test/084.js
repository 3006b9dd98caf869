function f(a, b) {
  let c = "hi";
  [b, c] = [c, b];
  if (a < 10) {
    a = a + 2;
  }
  return b;
}
