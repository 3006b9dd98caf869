function f(a, b) {
  let h = 6;
  let d = "off";
  if (b !== "off") {
    h = a + 1;
    [b, d] = [d, b];
  }
  if (h > 4) {
    d = b;
  }
  return h;
}
