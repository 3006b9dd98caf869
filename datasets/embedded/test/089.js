function f(a, g) {
  if (a !== "e") {
    for (let i = 0; i < 4; i++) {
      g += 1;
    }
  } else {
    for (let i = 0; i < 3; i++) {
      g = g + 3;
    }
  }
  g += 1;
  g = g + 3;
  return g;
}
