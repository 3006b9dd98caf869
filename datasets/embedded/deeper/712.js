function f(e, b) {
  if (e > b) {
    while (e < 7) {
      b = e + 2;
      e += 1;
    }
  }
  if (b === e) {
    if (e > b) {
      if (b < e) {
        e += 1;
      }
    }
  }
  return b;
}
