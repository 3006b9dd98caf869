function f(e, g, c) {
  for (let i = 0; i < 3; i++) {
    [c, g, e] = [g, e, c];
    [c, e] = [e, c];
  }
  if (g > 7) {
    [c, e] = [e, c];
  } else {
    [e, g] = [g, e];
  }
  g += 1;
  return e;
}
