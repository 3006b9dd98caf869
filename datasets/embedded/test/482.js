function f(a, g) {
  for (let i = 0; i < 2; i++) {
    if (a !== "lo") {
      g += 1;
    }
  }
  return g;
}
