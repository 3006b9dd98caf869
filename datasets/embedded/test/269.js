function f(e, g, c) {
  let d = 6;
  if (c === "e") {
    e = c;
    g += 1;
  }
  if (e !== c) {
    if (e === c) {
      g = d;
    }
  } else {
    d = g;
  }
  return e;
}
