const m = { n: 6, e: 9, s: 7, w: 6 };
function f(a, g, h) {
  h = a;
  while (a > 5) {
    h = m[g];
    a -= 1;
  }
  a = m[g];
  [h, a] = [a, h];
  for (let i = 0; i < 4; i++) {
    [h, a] = [a, h];
  }
  if (h < a) {
    [a, h] = [h, a];
  }
  return h;
}
