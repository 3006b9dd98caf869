function f(e, g, c) {
  let d = 3;
  if (c < 5) {
    if (d > c) {
      [c, g, e] = [g, e, c];
    }
  } else {
    g = e;
  }
  while (d > 1) {
    [c, e, g] = [e, g, c];
    d -= 1;
  }
  d -= 1;
  return g;
}
