function f(e, b, c) {
  if (e !== c) {
    e = c;
  }
  [e, c] = [c, e];
  if (e === "e") {
    [c, e] = [e, c];
  }
  return c;
}
