function f(a, b) {
  let c = 14;
  for (let i = 0; i < 3; i++) {
    b = i;
  }
  if (a > 3) {
    [c, b] = [b, c];
  } else {
    [b, a] = [a, b];
  }
  return b;
}
