const m = { lo: "hi", hi: "lo", on: "on", off: "off" };
function f(a, b, h) {
  h = h - 2;
  if (h > 4) {
    [b, a] = [a, b];
    [b, a] = [a, b];
  }
  if (h > 4) {
    for (let i = 0; i < 4; i++) {
      b = a;
    }
  } else {
    a = m[a];
  }
  return b;
}
