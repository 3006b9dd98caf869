function f(a, b, c) {
  let d = "off";
  while (b > 5) {
    b -= 1;
    [a, c] = [c, a];
  }
  [a, b] = [b, a];
  if (a < 3) {
    if (a !== b) {
      if (b > 6) {
        [c, b] = [b, c];
      }
    }
  }
  return a;
}
