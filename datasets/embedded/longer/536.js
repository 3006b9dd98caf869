const m = { lo: "hi", hi: "on", on: "off", off: "lo" };
function f(a, b) {
  let h = "on";
  if (a > 11) {
    b = m[h];
    [h, b] = [b, h];
  } else {
    b = "lo";
  }
  for (let i = 0; i < 3; i++) {
    if (b === h) {
      a = a - 2;
    }
  }
  for (let i = 0; i < 4; i++) {
    [b, h] = [h, b];
    h = m[h];
  }
  return a;
}
