function f(e) {
  let b = 13;
  for (let i = 0; i < 3; i++) {
    [b, e] = [e, b];
    e -= 1;
    [b, e] = [e, b];
  }
  b = b - 2;
  for (let i = 0; i < 3; i++) {
    if (b > e) {
      [e, b] = [b, e];
    } else {
      b = 10;
    }
  }
  for (let i = 0; i < 2; i++) {
    b = 6;
  }
  return e;
}
