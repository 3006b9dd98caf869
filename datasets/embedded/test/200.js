function f(e, b) {
  e = b;
  if (e < 7) {
    if (b < e) {
      b = b + 3;
    }
  } else {
    b = e + 2;
    e = 0;
  }
  [b, e] = [e, b];
  return b;
}
