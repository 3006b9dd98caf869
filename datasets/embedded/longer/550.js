function f(e) {
  let b = 15;
  for (let i = 0; i < 4; i++) {
    b = e + 2;
    [b, e] = [e, b];
  }
  if (e > b) {
    e += 1;
  } else {
    e = b + 3;
  }
  b = b - 1;
  b = e - 2;
  for (let i = 0; i < 2; i++) {
    b = e + 2;
    e -= 1;
    e = b + 1;
  }
  e = b;
  e = b;
  return e;
}
