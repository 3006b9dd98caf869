const m = { n: "n", e: "s", s: "w", w: "e" };
function f(e, g, c) {
  if (c === "n") {
    c = m[c];
    c = m[c];
  } else {
    [g, e] = [e, g];
  }
  c = m[c];
  return c;
}
