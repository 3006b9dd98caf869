function f(e, g, c) {
  let d = 5;
  if (d > 10) {
    [d, e] = [e, d];
  } else {
    while (g > 3) {
      g -= 1;
      [c, d] = [d, c];
    }
  }
  return e;
}
