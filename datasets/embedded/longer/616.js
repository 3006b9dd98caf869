function f(a, g, c) {
  for (let i = 0; i < 4; i++) {
    [g, a] = [a, g];
    [a, g] = [g, a];
  }
  [g, a] = [a, g];
  [g, a] = [a, g];
  for (let i = 0; i < 2; i++) {
    a = g;
  }
  if (c === "hi") {
    g += 1;
    [g, a] = [a, g];
  } else {
    if (c === "lo") {
      [a, g] = [g, a];
    }
  }
  return a;
}
