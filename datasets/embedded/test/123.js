function f(e, b) {
  let h = 3;
  if (e < 10) {
    while (b > 0) {
      [e, h] = [h, e];
      b -= 1;
    }
  } else {
    e = b;
    e = b;
  }
  return e;
}
