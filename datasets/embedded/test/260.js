const m = { n: 8, e: 0, s: 8, w: 10 };
function f(e, b) {
  let c = "n";
  if (c !== "s") {
    b = m[c];
  }
  b -= 1;
  while (e < 9) {
    e += 1;
    b += 1;
  }
  [e, b] = [b, e];
  [b, e] = [e, b];
  return b;
}
