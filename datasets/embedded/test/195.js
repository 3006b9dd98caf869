const m = { lo: "lo", hi: "on", on: "off", off: "hi" };
function f(e, b, h) {
  [h, e] = [e, h];
  if (b === "hi") {
    e = h;
  } else {
    b = m[b];
    e = h;
  }
  h = 12;
  h += 1;
  [e, h] = [h, e];
  return h;
}
