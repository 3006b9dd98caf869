function f(a, g) {
  let h = 6;
  while (h > 2) {
    g = "off";
    a += 1;
    h -= 1;
  }
  h = a;
  [a, h] = [h, a];
  if (g === "lo") {
    a = h;
  }
  return a;
}
