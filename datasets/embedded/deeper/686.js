function f(a, g) {
  let h = "w";
  for (let i = 0; i < 2; i++) {
    if (i < 1) {
      if (g < a) {
        g = a;
      }
    }
  }
  [a, g] = [g, a];
  for (let i = 0; i < 4; i++) {
    [a, g] = [g, a];
  }
  return a;
}
