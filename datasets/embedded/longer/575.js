const m = { lo: "off", hi: "hi", on: "lo", off: "on" };
function f(e, g) {
  let c = "lo";
  while (e > 0) {
    e -= 1;
    g -= 1;
  }
  e = e + 2;
  e = g;
  for (let i = 0; i < 2; i++) {
    [e, g] = [g, e];
    c = m[c];
  }
  [e, g] = [g, e];
  [g, e] = [e, g];
  g = g - 1;
  e = e - 2;
  return c;
}
