function f(e, g, c) {
  let d = 15;
  if (c < 10) {
    if (c < 11) {
      c = c + 1;
    }
  }
  return c;
}
