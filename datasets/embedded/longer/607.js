function f(e, b) {
  for (let i = 0; i < 3; i++) {
    if (i > 0) {
      b -= 1;
    } else {
      b = e;
    }
  }
  [b, e] = [e, b];
  if (b < 11) {
    e = 9;
    [e, b] = [b, e];
  } else {
    [b, e] = [e, b];
    [b, e] = [e, b];
  }
  if (b > e) {
    [b, e] = [e, b];
  }
  e -= 1;
  for (let i = 0; i < 3; i++) {
    b = b + 1;
  }
  return e;
}
