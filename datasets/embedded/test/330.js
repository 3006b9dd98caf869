function f(a, g) {
  a -= 1;
  if (g === a) {
    a = 8;
    a = g;
  } else {
    for (let i = 0; i < 2; i++) {
      [g, a] = [a, g];
    }
  }
  [a, g] = [g, a];
  return a;
}
