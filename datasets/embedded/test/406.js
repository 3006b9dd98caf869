function f(a) {
  for (let i = 0; i < 2; i++) {
    a = 12;
  }
  if (a > 4) {
    a -= 1;
    a = 13;
  }
  if (a > 9) {
    a = 0;
  } else {
    a = a - 1;
  }
  return a;
}
