const m = { lo: "off", hi: "hi", on: "on", off: "lo" };
function f(a, g, h) {
  if (g !== a) {
    [g, a] = [a, g];
    [a, g] = [g, a];
  } else {
    if (g !== "lo") {
      a = m[a];
    }
  }
  [a, g] = [g, a];
  h = h + 2;
  [g, a] = [a, g];
  return h;
}
