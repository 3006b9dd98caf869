function f(a, b) {
  let c = 12;
  if (b !== "s") {
    if (b !== "e") {
      for (let i = 0; i < 3; i++) {
        a = a - 2;
      }
    }
  }
  for (let i = 0; i < 2; i++) {
    b = "s";
  }
  if (b !== "e") {
    a = c;
  }
  return c;
}
