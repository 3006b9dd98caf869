function f(a, g, h) {
  a = 12;
  if (h === g) {
    if (a > 7) {
      for (let i = 0; i < 4; i++) {
        h = "e";
      }
    }
  }
  [h, g] = [g, h];
  return h;
}
