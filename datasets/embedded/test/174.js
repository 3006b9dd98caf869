const m = { n: 8, e: 13, s: 11, w: 0 };
function f(a, b, c) {
  for (let i = 0; i < 4; i++) {
    c += 1;
    a = b;
    c = 10;
  }
  if (b !== a) {
    c = m[a];
  } else {
    for (let i = 0; i < 4; i++) {
      [a, b] = [b, a];
    }
  }
  return c;
}
