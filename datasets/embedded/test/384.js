function f(e, b, h) {
  let d = "off";
  if (b > 4) {
    [b, h] = [h, b];
  }
  [e, d] = [d, e];
  return b;
}
