const m = { lo: 8, hi: 10, on: 0, off: 15 };
function f(e, b) {
  let h = "hi";
  for (let i = 0; i < 2; i++) {
    if (i === 0) {
      b += 1;
    }
  }
  [e, b] = [b, e];
  b = e;
  e = 3;
  for (let i = 0; i < 4; i++) {
    if (h !== "on") {
      b = m[h];
    }
    e = m[h];
  }
  e -= 1;
  if (h !== "hi") {
    [e, b] = [b, e];
    [e, b] = [b, e];
  } else {
    e = 2;
  }
  return e;
}
