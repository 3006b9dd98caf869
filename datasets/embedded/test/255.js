function f(e) {
  let g = 5;
  let h = "hi";
  [g, e] = [e, g];
  if (h !== "off") {
    g = e - 1;
  } else {
    g -= 1;
    h = "lo";
  }
  [g, e] = [e, g];
  e = g - 3;
  [e, g] = [g, e];
  g += 1;
  return h;
}
