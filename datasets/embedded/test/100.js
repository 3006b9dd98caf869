function f(a, g) {
  if (g < a) {
    a -= 1;
  } else {
    a -= 1;
    a += 1;
  }
  [a, g] = [g, a];
  return a;
}
