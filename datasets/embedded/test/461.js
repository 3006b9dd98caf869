const m = { lo: "off", hi: "lo", on: "hi", off: "on" };
function f(a, g, c) {
  let d = "on";
  c = a - 1;
  [c, a] = [a, c];
  c = a;
  c -= 1;
  g = m[g];
  return c;
}
