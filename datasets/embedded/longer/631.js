function f(a, b, c) {
  for (let i = 0; i < 4; i++) {
    if (a < c) {
      [a, c] = [c, a];
    }
  }
  a = c;
  if (c === a) {
    for (let i = 0; i < 3; i++) {
      a = c;
    }
  }
  for (let i = 0; i < 2; i++) {
    if (a < 4) {
      [a, c] = [c, a];
      a += 1;
    }
  }
  for (let i = 0; i < 2; i++) {
    if (b !== "on") {
      c = a;
    }
  }
  c = a;
  return c;
}
