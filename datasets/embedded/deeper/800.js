function f(e, g, c) {
  if (e > 4) {
    if (g !== "lo") {
      for (let i = 0; i < 4; i++) {
        e -= 1;
      }
    }
  } else {
    c = e + 2;
  }
  return e;
}
