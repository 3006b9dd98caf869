function f(a, b) {
  let c = 5;
  let d = 9;
  a = 5;
  while (b > 0) {
    b -= 1;
    if (c > 3) {
      [d, c] = [c, d];
    }
  }
  a = a - 2;
  [a, b, d] = [b, d, a];
  d -= 1;
  return a;
}
