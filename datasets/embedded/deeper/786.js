function f(e, b) {
  let c = "e";
  for (let i = 0; i < 4; i++) {
    if (e < 7) {
      if (e < 8) {
        b = "n";
      }
    }
  }
  c = b;
  return e;
}
