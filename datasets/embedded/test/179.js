const m = { lo: 6, hi: 1, on: 0, off: 7 };
function f(a, b) {
  if (a < 6) {
    b = "off";
  } else {
    a = a - 2;
  }
  if (b === "on") {
    a = 1;
  } else {
    a = m[b];
    a += 1;
  }
  a = a - 3;
  return a;
}
