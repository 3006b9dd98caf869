function f(a, g) {
  let h = 6;
  if (a > 6) {
    if (h > g) {
      a -= 1;
    }
  } else {
    [a, h] = [h, a];
  }
  [a, g] = [g, a];
  return a;
}
