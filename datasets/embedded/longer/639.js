const m = { lo: "lo", hi: "on", on: "off", off: "hi" };
function f(a, g, h) {
  if (g !== "on") {
    h = g;
  }
  for (let i = 0; i < 3; i++) {
    if (a > 3) {
      h = m[h];
    } else {
      a -= 1;
    }
  }
  for (let i = 0; i < 4; i++) {
    g = m[h];
  }
  if (g !== h) {
    for (let i = 0; i < 3; i++) {
      g = m[h];
    }
  }
  a -= 1;
  return a;
}
