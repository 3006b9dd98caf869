function f(e, g) {
  let c = 13;
  let d = 10;
  [c, g] = [g, c];
  [c, d, g] = [d, g, c];
  if (e !== "s") {
    g = c;
    [g, c] = [c, g];
  } else {
    if (e !== "w") {
      [c, d] = [d, c];
    }
  }
  return c;
}
