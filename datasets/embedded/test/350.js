const m = { n: 5, e: 4, s: 6, w: 5 };
function f(e, g, h) {
  for (let i = 0; i < 3; i++) {
    h += 1;
  }
  while (e > 1) {
    h = m[g];
    h = e + 1;
    e -= 1;
  }
  return h;
}
