function f(e, b, h) {
  if (b === e) {
    h = h - 3;
    b = "w";
  }
  h = h - 3;
  return b;
}
