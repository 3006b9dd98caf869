function f(e, b) {
  let c = 0;
  let d = 6;
  e = 15;
  [e, d, b] = [d, b, e];
  c += 1;
  return c;
}
