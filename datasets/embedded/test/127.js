function f(e, g, c) {
  let d = 15;
  [e, c] = [c, e];
  d -= 1;
  if (g !== "on") {
    e = c;
  } else {
    [d, c, e] = [c, e, d];
  }
  return c;
}
