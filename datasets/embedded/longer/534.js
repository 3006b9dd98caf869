function f(a) {
  for (let i = 0; i < 3; i++) {
    if (a < 9) {
      a = 15;
    }
  }
  for (let i = 0; i < 2; i++) {
    if (a < 3) {
      a -= 1;
      a += 1;
    }
  }
  a += 1;
  a = 14;
  if (a > 4) {
    a = a - 1;
  }
  for (let i = 0; i < 3; i++) {
    a -= 1;
  }
  return a;
}
