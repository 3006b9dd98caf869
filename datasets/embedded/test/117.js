function f(a, b) {
  let c = 14;
  let d = 1;
  if (a === "n") {
    [d, b, c] = [b, c, d];
    [b, d, c] = [d, c, b];
  } else {
    c += 1;
  }
  [c, d] = [d, c];
  return d;
}
