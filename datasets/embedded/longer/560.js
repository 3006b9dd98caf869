function f(e, g, c) {
  let d = 5;
  [c, e] = [e, c];
  e = d;
  while (d > 1) {
    d -= 1;
    if (g !== "s") {
      e = c;
    }
  }
  e = d;
  if (g !== "w") {
    c = d + 3;
  } else {
    [e, d, c] = [d, c, e];
  }
  d = e + 3;
  c -= 1;
  d += 1;
  return e;
}
