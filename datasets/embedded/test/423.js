function f(e, g) {
  let h = 15;
  let d = 12;
  h = g;
  if (e !== "on") {
    [d, h] = [h, d];
    h = g;
  }
  return h;
}
