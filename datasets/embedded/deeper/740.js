function f(e, b) {
  for (let i = 0; i < 3; i++) {
    if (b < 10) {
      if (b > e) {
        e = e - 2;
      }
    }
  }
  return e;
}
