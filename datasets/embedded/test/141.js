function f(a, b) {
  let h = 7;
  b = b + 3;
  h = b - 3;
  h -= 1;
  [b, h] = [h, b];
  [b, h] = [h, b];
  a = "hi";
  return h;
}
