function f(e) {
  if (e > 9) {
    e -= 1;
    e -= 1;
  } else {
    e = e - 2;
  }
  e -= 1;
  e -= 1;
  return e;
}
