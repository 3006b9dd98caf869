function f(e, g) {
  let h = 6;
  [e, h] = [h, e];
  g -= 1;
  g += 1;
  e = 12;
  e = g + 1;
  return e;
}
