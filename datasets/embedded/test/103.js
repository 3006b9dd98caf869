function f(e, g, h) {
  for (let i = 0; i < 3; i++) {
    [g, h, e] = [h, e, g];
  }
  e -= 1;
  for (let i = 0; i < 4; i++) {
    [g, e] = [e, g];
  }
  return h;
}
