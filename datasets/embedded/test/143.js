function f(e, b) {
  let h = "lo";
  [h, e] = [e, h];
  if (h === e) {
    [h, e] = [e, h];
    [e, h] = [h, e];
  } else {
    b = b + 2;
  }
  e = h;
  return b;
}
