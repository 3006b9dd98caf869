function f(e, b) {
  let h = 5;
  [e, b] = [b, e];
  if (b !== "e") {
    [e, b] = [b, e];
  }
  b = "w";
  [e, b] = [b, e];
  [e, b] = [b, e];
  [e, b] = [b, e];
  for (let i = 0; i < 3; i++) {
    h = h + 1;
  }
  return h;
}
