function f(a, b) {
  let h = 4;
  if (a > 10) {
    b -= 1;
  }
  if (h < a) {
    b = b + 2;
  } else {
    h = b;
  }
  return h;
}
