function f(e, b) {
  if (b > 5) {
    b = b + 1;
  }
  [e, b] = [b, e];
  if (e > b) {
    b -= 1;
  } else {
    for (let i = 0; i < 3; i++) {
      [e, b] = [b, e];
    }
  }
  for (let i = 0; i < 4; i++) {
    e = b;
  }
  e = b;
  [b, e] = [e, b];
  [b, e] = [e, b];
  [b, e] = [e, b];
  return e;
}
