function f(e, b) {
  let h = 6;
  while (h > 2) {
    e = e + 1;
    e -= 1;
    h -= 1;
  }
  h = e - 3;
  h = e + 3;
  b = "lo";
  h = 7;
  if (b !== "on") {
    [h, e] = [e, h];
    [e, h] = [h, e];
  } else {
    [e, h] = [h, e];
  }
  return e;
}
