function f(a, g, c) {
  let d = 6;
  while (d > 3) {
    d -= 1;
    g = a;
  }
  c = a;
  d -= 1;
  return c;
}
