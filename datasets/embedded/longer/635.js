const m = { lo: 10, hi: 13, on: 6, off: 1 };
function f(e, b) {
  for (let i = 0; i < 4; i++) {
    if (i < 1) {
      b += 1;
    }
  }
  for (let i = 0; i < 2; i++) {
    b = m[e];
    b = i;
    b = m[e];
  }
  if (e === "off") {
    b = b + 3;
    b = b - 1;
  } else {
    b = m[e];
  }
  b += 1;
  b -= 1;
  b = m[e];
  return b;
}
