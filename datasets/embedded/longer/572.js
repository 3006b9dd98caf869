const m = { lo: 12, hi: 0, on: 0, off: 3 };
function f(a, b) {
  let h = 3;
  for (let i = 0; i < 4; i++) {
    b -= 1;
  }
  while (h < 7) {
    b = m[a];
    h += 1;
  }
  h = 8;
  if (a === "off") {
    [b, h] = [h, b];
  } else {
    [b, h] = [h, b];
  }
  if (b > 8) {
    b = h;
    h = m[a];
  } else {
    h = b;
    [h, b] = [b, h];
  }
  return b;
}
