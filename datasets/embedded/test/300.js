function f(e, b) {
  let h = 13;
  if (e > 3) {
    h -= 1;
    e = h + 1;
  }
  if (b !== "off") {
    [e, h] = [h, e];
  }
  return h;
}
