const m = { lo: 5, hi: 2, on: 0, off: 3 };
function f(e, b) {
  e = e - 2;
  for (let i = 0; i < 2; i++) {
    e = e - 1;
  }
  e -= 1;
  e -= 1;
  e = e + 1;
  if (b !== "on") {
    if (b !== "off") {
      e -= 1;
    }
  }
  e -= 1;
  for (let i = 0; i < 4; i++) {
    e = m[b];
    e += 1;
  }
  return e;
}
