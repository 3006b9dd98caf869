function f(e, b) {
  let c = "n";
  if (b > 9) {
    if (e < 10) {
      for (let i = 0; i < 3; i++) {
        [e, b] = [b, e];
      }
    }
  }
  e = b;
  return e;
}
