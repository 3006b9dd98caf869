function f(e, b) {
  for (let i = 0; i < 4; i++) {
    [e, b] = [b, e];
    b = 6;
  }
  e -= 1;
  if (e > b) {
    e += 1;
  } else {
    b = e - 3;
  }
  e = e + 1;
  e = 8;
  return e;
}
