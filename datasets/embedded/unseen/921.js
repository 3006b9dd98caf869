function f(e, g, h) {
  let d = 7;
  while (d > 3) {
    [h, g, e] = [g, e, h];
    [h, e] = [e, h];
    d -= 1;
  }
  if (g > 5) {
    [e, h, g] = [h, g, e];
    [h, g, e] = [g, e, h];
  } else {
    h = d + 1;
  }
  [e, g, d] = [g, d, e];
  return e;
}
