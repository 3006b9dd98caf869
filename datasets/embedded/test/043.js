function f(e, g) {
  let c = "hi";
  while (g < 9) {
    e -= 1;
    g += 1;
  }
  g = e;
  return e;
}
