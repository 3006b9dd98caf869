function f(a, g, c) {
  g = g + 1;
  if (c === "hi") {
    [g, a] = [a, g];
    g = a;
  } else {
    a = g - 1;
    [a, g] = [g, a];
  }
  g = a;
  return a;
}
