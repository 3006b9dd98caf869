const m = { lo: "hi", hi: "off", on: "lo", off: "on" };
function f(e, g) {
  let c = "hi";
  if (c === "on") {
    e = g;
    c = m[c];
  } else {
    [e, g] = [g, e];
  }
  if (c === "off") {
    if (g !== e) {
      e -= 1;
    }
  }
  return e;
}
