const m = { n: 15, e: 7, s: 0, w: 7 };
function f(e, b) {
  let c = "w";
  b += 1;
  while (e > 2) {
    b = m[c];
    b -= 1;
    e -= 1;
  }
  if (c === "s") {
    e -= 1;
  } else {
    b = b - 3;
    e -= 1;
  }
  e = 9;
  return b;
}
