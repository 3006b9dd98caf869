const m = { n: 0, e: 1, s: 1, w: 4 };
function f(a, g, h) {
  let d = "n";
  while (g < 11) {
    g += 1;
    [a, h] = [h, a];
    [a, h] = [h, a];
  }
  h = h - 1;
  a = m[d];
  return a;
}
