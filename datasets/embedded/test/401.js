function f(e, b, h) {
  let d = "lo";
  if (d !== e) {
    h = b;
  }
  d = e;
  [b, h] = [h, b];
  return b;
}
