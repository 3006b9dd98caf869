const m = { lo: 3, hi: 9, on: 3, off: 3 };
function f(e, b) {
  for (let i = 0; i < 2; i++) {
    b -= 1;
    b = i;
    b = m[e];
  }
  if (b < 7) {
    if (b < 6) {
      b -= 1;
    }
  } else {
    b = 5;
    b = b - 2;
  }
  b = b - 2;
  b = 11;
  b = b + 1;
  b = m[e];
  for (let i = 0; i < 3; i++) {
    b = m[e];
  }
  return b;
}
