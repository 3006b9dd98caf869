const m = { lo: "hi", hi: "on", on: "off", off: "lo" };
function f(e, b, c) {
  if (b === "hi") {
    [b, c] = [c, b];
  } else {
    c = m[b];
  }
  c = b;
  e = e - 3;
  for (let i = 0; i < 4; i++) {
    [c, b] = [b, c];
  }
  if (c === b) {
    for (let i = 0; i < 4; i++) {
      [b, c] = [c, b];
    }
  } else {
    e = e - 1;
  }
  e = e - 3;
  return b;
}
