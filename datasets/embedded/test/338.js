function f(e, g) {
  let h = 15;
  if (g > 5) {
    for (let i = 0; i < 2; i++) {
      [g, h, e] = [h, e, g];
    }
  } else {
    for (let i = 0; i < 4; i++) {
      h = 8;
    }
  }
  return h;
}
