function f(e, g) {
  let c = 6;
  if (g < c) {
    c = e;
    c += 1;
  } else {
    [c, g, e] = [g, e, c];
  }
  [c, e] = [e, c];
  return g;
}
