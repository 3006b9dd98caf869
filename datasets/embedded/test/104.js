function f(e, g) {
  let h = 0;
  let d = 7;
  if (d < 8) {
    e -= 1;
  } else {
    e = d;
    [h, e, g] = [e, g, h];
  }
  if (e > 10) {
    e = h;
  }
  e = h + 3;
  return g;
}
