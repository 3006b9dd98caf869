function f(a, b, h) {
  while (a > 0) {
    b = a - 1;
    a -= 1;
  }
  if (b > 3) {
    if (h !== "n") {
      if (h === "e") {
        [a, b] = [b, a];
      }
    }
  }
  return b;
}
