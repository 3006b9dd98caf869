function f(a, b) {
  let c = 6;
  if (c < b) {
    [b, a, c] = [a, c, b];
  } else {
    [c, b] = [b, c];
  }
  for (let i = 0; i < 2; i++) {
    [c, a] = [a, c];
  }
  return c;
}
