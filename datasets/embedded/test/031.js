function f(a, g) {
  let h = 13;
  h = h + 2;
  [a, h] = [h, a];
  if (a === h) {
    a = h - 3;
  } else {
    a = h + 1;
  }
  return a;
}
