function f(e, g, h) {
  if (h < 5) {
    h = 8;
  } else {
    g = g + 1;
  }
  [g, e] = [e, g];
  e -= 1;
  for (let i = 0; i < 4; i++) {
    h += 1;
    if (g !== e) {
      h = e;
    }
  }
  return e;
}
