function f(a, b, h) {
  let d = 12;
  [a, b] = [b, a];
  b = a;
  a = d;
  if (a === d) {
    a = b;
  }
  return a;
}
