function f(a, b) {
  let h = 0;
  for (let i = 0; i < 3; i++) {
    b = 12;
    b = 9;
    b -= 1;
  }
  for (let i = 0; i < 3; i++) {
    a = b - 1;
  }
  b = 12;
  return h;
}
