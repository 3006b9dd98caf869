function f(e, b, h) {
  let d = "w";
  [b, e] = [e, b];
  if (e > h) {
    e = h;
    [e, b] = [b, e];
  } else {
    h = 7;
  }
  return e;
}
