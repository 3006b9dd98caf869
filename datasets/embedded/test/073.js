const m = { lo: "on", hi: "hi", on: "off", off: "lo" };
function f(a, b) {
  b -= 1;
  if (a !== "hi") {
    a = m[a];
    a = m[a];
  } else {
    b = b + 1;
    a = m[a];
  }
  a = m[a];
  a = m[a];
  return b;
}
