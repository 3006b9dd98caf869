const m = { lo: 3, hi: 13, on: 12, off: 13 };
function f(a, g, h) {
  let d = 1;
  h = m[a];
  g = m[a];
  if (a !== "on") {
    d = h;
  } else {
    [h, d] = [d, h];
    [g, h, d] = [h, d, g];
  }
  return d;
}
