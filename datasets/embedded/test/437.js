const m = { lo: "off", hi: "hi", on: "lo", off: "on" };
function f(a, g, h) {
  g = m[g];
  g = m[g];
  h = a - 2;
  h = a;
  while (a > 3) {
    a -= 1;
    g = m[g];
  }
  a = a + 3;
  return h;
}
