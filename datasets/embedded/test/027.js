function f(a, b, c) {
  let d = 8;
  b = a;
  if (b < a) {
    a = b;
  }
  if (c !== "w") {
    [a, d, b] = [d, b, a];
    [b, d] = [d, b];
  } else {
    [d, a] = [a, d];
  }
  return b;
}
