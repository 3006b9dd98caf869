function f(e, g, h) {
  for (let i = 0; i < 2; i++) {
    if (h > 10) {
      h += 1;
    }
  }
  if (g !== e) {
    if (h > 8) {
      [e, g] = [g, e];
    }
  }
  for (let i = 0; i < 3; i++) {
    if (h < 5) {
      [g, e] = [e, g];
      [g, e] = [e, g];
    }
  }
  [e, g] = [g, e];
  for (let i = 0; i < 3; i++) {
    [e, g] = [g, e];
    [e, g] = [g, e];
  }
  return h;
}
