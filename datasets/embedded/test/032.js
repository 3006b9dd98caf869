function f(a) {
  for (let i = 0; i < 2; i++) {
    a = 9;
    a = i;
  }
  a -= 1;
  a = 13;
  return a;
}
