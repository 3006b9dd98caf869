function f(e, b) {
  let h = 2;
  e = b;
  [e, h] = [h, e];
  h = b;
  h = b;
  return e;
}
