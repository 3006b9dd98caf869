function f(e, g) {
  e = e - 1;
  e -= 1;
  if (e > 9) {
    e -= 1;
  } else {
    e = 0;
  }
  e += 1;
  e += 1;
  if (e < 11) {
    e = 2;
  }
  return e;
}
