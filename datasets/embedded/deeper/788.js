function f(a, b) {
  let c = 2;
  let d = 9;
  if (d > 8) {
    if (a !== d) {
      while (d > 5) {
        [b, c] = [c, b];
        d -= 1;
      }
    }
  } else {
    if (b < c) {
      [a, d] = [d, a];
    }
  }
  [d, b] = [b, d];
  return a;
}
