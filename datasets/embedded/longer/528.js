function f(e, b, c) {
  for (let i = 0; i < 2; i++) {
    [c, e, b] = [e, b, c];
    [c, b] = [b, c];
    [e, b, c] = [b, c, e];
  }
  if (b < c) {
    if (e === c) {
      [e, c, b] = [c, b, e];
    }
  } else {
    [c, e] = [e, c];
  }
  b += 1;
  [b, e] = [e, b];
  if (e > 11) {
    for (let i = 0; i < 4; i++) {
      c = 11;
    }
  } else {
    e -= 1;
  }
  return e;
}
