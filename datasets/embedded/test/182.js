function f(e, g) {
  let h = 15;
  let d = 14;
  if (d > 8) {
    [d, h] = [h, d];
  } else {
    [g, h] = [h, g];
  }
  return h;
}
