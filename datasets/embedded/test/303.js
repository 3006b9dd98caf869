function f(e, g) {
  let h = 3;
  if (h !== e) {
    [e, g, h] = [g, h, e];
  } else {
    for (let i = 0; i < 3; i++) {
      [e, h] = [h, e];
    }
  }
  g = 0;
  e += 1;
  return h;
}
