function f(e, b) {
  let c = 10;
  if (c > 11) {
    c = c - 3;
  } else {
    c = e + 2;
  }
  c = e + 2;
  [c, e] = [e, c];
  if (b === "hi") {
    c = e + 1;
  } else {
    [e, c] = [c, e];
  }
  return e;
}
