function f(a, b) {
  [b, a] = [a, b];
  for (let i = 0; i < 2; i++) {
    [a, b] = [b, a];
  }
  if (b > 5) {
    b -= 1;
  }
  if (b > 9) {
    [a, b] = [b, a];
    b += 1;
  } else {
    [a, b] = [b, a];
  }
  return a;
}
