function f(e, b, c) {
  e = e + 2;
  if (b === "on") {
    [c, e] = [e, c];
  } else {
    e = c;
  }
  for (let i = 0; i < 3; i++) {
    c = 5;
  }
  return c;
}
