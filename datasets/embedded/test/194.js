function f(a, b, c) {
  let d = 1;
  if (b < 7) {
    [c, a] = [a, c];
    b -= 1;
  } else {
    b += 1;
  }
  return b;
}
