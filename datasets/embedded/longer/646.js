function f(e, b) {
  let c = 12;
  e = c;
  if (b < c) {
    for (let i = 0; i < 4; i++) {
      c = i;
    }
  } else {
    [b, e] = [e, b];
  }
  e = b + 2;
  c = b;
  e = 0;
  for (let i = 0; i < 2; i++) {
    if (c < 10) {
      [c, e] = [e, c];
    } else {
      [e, b, c] = [b, c, e];
    }
  }
  [c, b, e] = [b, e, c];
  return b;
}
