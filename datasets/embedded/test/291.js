function f(a) {
  if (a > 4) {
    if (a < 3) {
      a += 1;
    }
  } else {
    a = a + 2;
    a = a - 1;
  }
  if (a > 12) {
    a -= 1;
  }
  return a;
}
