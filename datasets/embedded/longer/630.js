const m = { lo: "off", hi: "hi", on: "on", off: "lo" };
function f(e, g) {
  for (let i = 0; i < 3; i++) {
    e = m[e];
  }
  if (g > 4) {
    g = g + 1;
  } else {
    for (let i = 0; i < 2; i++) {
      e = m[e];
    }
  }
  g = 6;
  e = m[e];
  for (let i = 0; i < 4; i++) {
    if (g > 7) {
      e = "off";
    }
    g = 12;
  }
  g = g + 1;
  for (let i = 0; i < 4; i++) {
    e = "off";
  }
  return g;
}
