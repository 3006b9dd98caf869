const m = { n: "s", e: "n", s: "e", w: "w" };
function f(e, b, h) {
  for (let i = 0; i < 3; i++) {
    [b, h] = [h, b];
    [h, b] = [b, h];
  }
  e -= 1;
  if (e < 5) {
    [b, h] = [h, b];
    [b, h] = [h, b];
  } else {
    b = m[b];
  }
  return e;
}
