const m = { lo: 15, hi: 0, on: 12, off: 7 };
function f(a, g) {
  let c = 12;
  for (let i = 0; i < 2; i++) {
    c = m[a];
    [a, g] = [g, a];
    c -= 1;
  }
  for (let i = 0; i < 3; i++) {
    if (c > 8) {
      c = m[a];
      c -= 1;
    }
  }
  [a, g] = [g, a];
  [g, a] = [a, g];
  c = m[a];
  if (c > 7) {
    c = c + 3;
    g = a;
  } else {
    [a, g] = [g, a];
  }
  return g;
}
