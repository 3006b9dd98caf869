function f(e, g) {
  let h = 0;
  g -= 1;
  if (h < 12) {
    e += 1;
  } else {
    [g, e] = [e, g];
  }
  return h;
}
