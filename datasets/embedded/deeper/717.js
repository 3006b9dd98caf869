function f(a, g, c) {
  for (let i = 0; i < 4; i++) {
    if (c !== "w") {
      if (a > 7) {
        [a, g] = [g, a];
      }
    }
  }
  g = a - 3;
  a = g;
  c = "w";
  return a;
}
