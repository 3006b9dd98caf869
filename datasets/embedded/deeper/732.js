function f(a, b) {
  let h = "w";
  for (let i = 0; i < 2; i++) {
    if (i < 2) {
      if (a === b) {
        [b, a] = [a, b];
      }
    }
  }
  b -= 1;
  return h;
}
