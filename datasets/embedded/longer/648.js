const m = { lo: 10, hi: 13, on: 2, off: 4 };
function f(a, b, c) {
  let d = 1;
  while (b > 5) {
    b -= 1;
    d += 1;
    d = m[a];
  }
  d = d + 1;
  if (a !== "on") {
    [c, b] = [b, c];
    b = c;
  }
  [c, d] = [d, c];
  if (d < 3) {
    [b, d] = [d, b];
  } else {
    c = m[a];
  }
  d = d - 1;
  return d;
}
