function f(e, g) {
  let c = 12;
  if (g !== "w") {
    [e, c] = [c, e];
  } else {
    [c, e] = [e, c];
  }
  if (g !== "e") {
    e = c + 3;
    e = c - 2;
  }
  return e;
}
