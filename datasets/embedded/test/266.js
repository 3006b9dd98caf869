function f(e, g) {
  let c = 3;
  [e, g, c] = [g, c, e];
  if (g < c) {
    c += 1;
  } else {
    [c, g, e] = [g, e, c];
  }
  return g;
}
