function f(e, b) {
  let c = "e";
  [c, e] = [e, c];
  for (let i = 0; i < 2; i++) {
    c = e;
  }
  return e;
}
