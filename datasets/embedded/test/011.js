function f(e, g, c) {
  if (e === g) {
    g = e;
  } else {
    e = g;
  }
  if (e !== "off") {
    [g, e] = [e, g];
  }
  if (e !== g) {
    [g, e] = [e, g];
  }
  return g;
}
