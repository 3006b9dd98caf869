const m = { lo: 3, hi: 5, on: 11, off: 7 };
function f(a, b) {
  let c = 9;
  let d = "on";
  a = c;
  if (d !== "hi") {
    while (c > 5) {
      a = m[b];
      c -= 1;
    }
  } else {
    [d, b] = [b, d];
  }
  return a;
}
