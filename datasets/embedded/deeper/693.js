function f(a, b) {
  let h = 10;
  if (a < 10) {
    if (h > b) {
      for (let i = 0; i < 4; i++) {
        b = i;
      }
    }
  }
  return b;
}
