function f(a, b) {
  let h = "off";
  b += 1;
  [a, b] = [b, a];
  a = a - 1;
  if (a > 6) {
    [a, b] = [b, a];
  }
  return b;
}
