function f(e, b, c) {
  [b, c] = [c, b];
  if (e !== "hi") {
    [b, c] = [c, b];
    [c, b] = [b, c];
  }
  return b;
}
