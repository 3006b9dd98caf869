const m = { lo: "on", hi: "off", on: "lo", off: "hi" };
function f(e, g, h) {
  for (let i = 0; i < 2; i++) {
    g = e - 1;
    g = e - 1;
  }
  h = m[h];
  return g;
}
