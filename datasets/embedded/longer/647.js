function f(e, g) {
  let c = 2;
  if (e > g) {
    [e, g, c] = [g, c, e];
    [e, c] = [c, e];
  }
  if (e < c) {
    c += 1;
  }
  if (c !== g) {
    [g, e] = [e, g];
  } else {
    g += 1;
  }
  for (let i = 0; i < 3; i++) {
    if (c < 12) {
      c = c + 1;
    }
  }
  for (let i = 0; i < 4; i++) {
    c += 1;
  }
  return e;
}
