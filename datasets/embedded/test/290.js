const m = { lo: "off", hi: "lo", on: "hi", off: "on" };
function f(e, b) {
  let h = "off";
  e = m[h];
  [h, e] = [e, h];
  [h, e] = [e, h];
  if (e === "on") {
    e = m[h];
  } else {
    b -= 1;
  }
  b = b - 3;
  h = e;
  return b;
}
