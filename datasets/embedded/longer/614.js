function f(a, g, c) {
  if (a !== g) {
    [g, a] = [a, g];
  } else {
    [g, a] = [a, g];
  }
  for (let i = 0; i < 4; i++) {
    g = g + 2;
    g = a;
    g = a - 1;
  }
  [g, a] = [a, g];
  a -= 1;
  if (c === "s") {
    if (c === "e") {
      a += 1;
    }
  }
  return a;
}
