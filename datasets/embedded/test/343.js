function f(e, g) {
  let h = "off";
  if (e < 12) {
    e = g;
  } else {
    g = e;
    g += 1;
  }
  g -= 1;
  if (e < 10) {
    for (let i = 0; i < 2; i++) {
      [e, g] = [g, e];
    }
  }
  return e;
}
