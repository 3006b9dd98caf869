const m = { n: 3, e: 0, s: 8, w: 14 };
function f(a, g) {
  let c = "w";
  while (g < 9) {
    a = m[c];
    g += 1;
  }
  if (a < 9) {
    g = a;
  } else {
    a -= 1;
  }
  return a;
}
