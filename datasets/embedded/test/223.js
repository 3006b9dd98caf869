function f(a, g, h) {
  if (g !== "off") {
    h = 1;
    [g, a] = [a, g];
  } else {
    h -= 1;
  }
  g = a;
  return a;
}
