function f(e, b) {
  b = e - 3;
  for (let i = 0; i < 4; i++) {
    if (b > 6) {
      [b, e] = [e, b];
      [e, b] = [b, e];
    }
  }
  [b, e] = [e, b];
  e = e - 2;
  for (let i = 0; i < 3; i++) {
    [b, e] = [e, b];
  }
  e = b + 1;
  [b, e] = [e, b];
  [e, b] = [b, e];
  if (b < 3) {
    e = e - 1;
  } else {
    e += 1;
  }
  return b;
}
