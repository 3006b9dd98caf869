const m = { lo: "on", hi: "off", on: "lo", off: "hi" };
function f(a, b, h) {
  for (let i = 0; i < 3; i++) {
    [b, h] = [h, b];
    b = m[b];
    b = m[h];
  }
  if (a > 9) {
    a += 1;
    h = "on";
  } else {
    a += 1;
  }
  [b, h] = [h, b];
  [h, b] = [b, h];
  for (let i = 0; i < 3; i++) {
    b = m[b];
  }
  if (a > 5) {
    [h, b] = [b, h];
  }
  return a;
}
