function f(a, g) {
  let h = 12;
  [h, a] = [a, h];
  if (g === "hi") {
    a = h;
  } else {
    [a, h] = [h, a];
    a += 1;
  }
  a = h - 2;
  if (a > h) {
    a -= 1;
  }
  return h;
}
