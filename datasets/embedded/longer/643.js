const m = { lo: 5, hi: 4, on: 2, off: 14 };
function f(a, b) {
  let h = "on";
  while (b > 6) {
    a = b + 2;
    b -= 1;
  }
  a = m[h];
  b = 15;
  for (let i = 0; i < 2; i++) {
    [b, a] = [a, b];
    b += 1;
    a = b;
  }
  if (h !== "lo") {
    a = b;
  } else {
    a = b - 1;
  }
  b = 3;
  if (b > 4) {
    a -= 1;
  }
  return b;
}
