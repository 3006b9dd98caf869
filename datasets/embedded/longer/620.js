const m = { lo: 7, hi: 11, on: 7, off: 5 };
function f(e, b) {
  let c = 13;
  if (c < b) {
    c = m[e];
  } else {
    for (let i = 0; i < 3; i++) {
      c -= 1;
    }
  }
  c = m[e];
  for (let i = 0; i < 3; i++) {
    b = m[e];
    c = m[e];
  }
  c -= 1;
  c = b;
  c = m[e];
  for (let i = 0; i < 4; i++) {
    [c, b] = [b, c];
  }
  c = m[e];
  return c;
}
