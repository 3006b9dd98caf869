function f(a, b, h) {
  let d = 11;
  if (a !== "n") {
    [d, b, h] = [b, h, d];
  } else {
    b = h;
  }
  [h, b, d] = [b, d, h];
  return b;
}
