function f(a, g, c) {
  let d = 10;
  a += 1;
  while (c > 3) {
    c -= 1;
    if (g !== "n") {
      [d, a] = [a, d];
    }
  }
  return d;
}
