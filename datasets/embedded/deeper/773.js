function f(a, b) {
  let h = 8;
  for (let i = 0; i < 4; i++) {
    [a, b] = [b, a];
    if (a === "on") {
      b = a;
    }
  }
  if (h > 8) {
    if (h < 7) {
      for (let i = 0; i < 3; i++) {
        h += 1;
      }
    }
  }
  return h;
}
