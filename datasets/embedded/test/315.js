function f(e, g, c) {
  if (e < 9) {
    [e, c] = [c, e];
    [c, e, g] = [e, g, c];
  } else {
    [g, c, e] = [c, e, g];
    e += 1;
  }
  [e, g] = [g, e];
  return c;
}
