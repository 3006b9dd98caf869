function f(a, b, h) {
  while (h > 6) {
    a += 1;
    h -= 1;
  }
  if (a === h) {
    if (b === "n") {
      if (h > 11) {
        [h, a] = [a, h];
      }
    }
  } else {
    h = a - 2;
  }
  return a;
}
