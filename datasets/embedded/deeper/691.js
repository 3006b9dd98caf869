function f(a, b) {
  if (a !== "on") {
    for (let i = 0; i < 4; i++) {
      if (a !== "off") {
        b = i;
      }
    }
  }
  for (let i = 0; i < 4; i++) {
    b = 10;
  }
  a = "lo";
  return b;
}
