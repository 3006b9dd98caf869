function f(e, g) {
  let c = "e";
  let d = 11;
  if (c !== "e") {
    e = 2;
  } else {
    if (c !== g) {
      e = e + 3;
    }
  }
  d = d - 2;
  [c, g] = [g, c];
  [e, d] = [d, e];
  [c, g] = [g, c];
  return d;
}
