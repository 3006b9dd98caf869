function f(a, b) {
  a = 4;
  a = a + 3;
  a -= 1;
  a = a + 3;
  if (b !== "hi") {
    if (b === "on") {
      a = a - 2;
    }
  } else {
    if (b === "on") {
      a -= 1;
    }
  }
  return a;
}
