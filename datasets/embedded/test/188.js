function f(e, b, c) {
  let d = 7;
  if (e < 3) {
    b = c;
    [c, e] = [e, c];
  } else {
    e = d;
    [e, b] = [b, e];
  }
  while (d > 5) {
    [c, b] = [b, c];
    d -= 1;
  }
  return c;
}
