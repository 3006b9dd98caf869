function f(e, b) {
  if (e < 6) {
    b = e;
  } else {
    [e, b] = [b, e];
  }
  e = 7;
  for (let i = 0; i < 4; i++) {
    [e, b] = [b, e];
  }
  for (let i = 0; i < 2; i++) {
    e = b - 3;
    b -= 1;
    b -= 1;
  }
  if (b < 6) {
    for (let i = 0; i < 4; i++) {
      b = e;
    }
  } else {
    b = b - 2;
  }
  return e;
}
