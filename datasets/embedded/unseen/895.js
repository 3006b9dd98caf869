const m = { lo: 8, hi: 11, on: 5, off: 11 };
function f(e, b) {
  let h = "hi";
  for (let i = 0; i < 3; i++) {
    if (h === "hi") {
      [e, b] = [b, e];
    } else {
      b = m[h];
    }
  }
  return e;
}
