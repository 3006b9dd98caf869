function f(a, b) {
  let c = 13;
  if (b < c) {
    b = c;
  } else {
    b = c;
  }
  if (a === "on") {
    b = c;
    b = c;
  }
  return b;
}
