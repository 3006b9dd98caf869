function f(e, b, c) {
  if (c !== b) {
    for (let i = 0; i < 3; i++) {
      if (c === "off") {
        b = c;
      }
    }
  }
  return b;
}
