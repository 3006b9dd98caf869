function f(a, g) {
  for (let i = 0; i < 3; i++) {
    a = i;
    a = i;
    a = i;
  }
  a += 1;
  a += 1;
  return a;
}
