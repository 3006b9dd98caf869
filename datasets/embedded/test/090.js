function f(e, g) {
  if (e < 6) {
    e -= 1;
  }
  e -= 1;
  g = "on";
  if (e > 8) {
    g = "hi";
  } else {
    g = "off";
    e += 1;
  }
  return e;
}
