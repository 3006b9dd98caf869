function f(e, b, c) {
  let d = 8;
  [e, b] = [b, e];
  if (c === "off") {
    e -= 1;
  }
  e += 1;
  [d, e] = [e, d];
  [d, e] = [e, d];
  if (b !== d) {
    d = b;
  } else {
    e = d + 1;
  }
  return d;
}
