function f(e, g, h) {
  let d = 3;
  h = e - 3;
  [e, g, h] = [g, h, e];
  [d, h, e] = [h, e, d];
  if (d > 4) {
    h -= 1;
  } else {
    [g, e] = [e, g];
  }
  [h, d, g] = [d, g, h];
  [h, e, g] = [e, g, h];
  return h;
}
