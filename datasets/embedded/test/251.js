const m = { n: 2, e: 7, s: 7, w: 12 };
function f(a, b) {
  if (b === "s") {
    a = m[b];
    a = m[b];
  }
  a = a - 1;
  a = a + 1;
  if (b !== "e") {
    a = m[b];
  } else {
    a = m[b];
  }
  return a;
}
