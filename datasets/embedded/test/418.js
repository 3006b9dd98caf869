function f(e, g) {
  let c = "n";
  if (g === c) {
    if (g !== c) {
      c = g;
    }
  }
  e = e - 1;
  if (e > 7) {
    [c, g] = [g, c];
  }
  return e;
}
