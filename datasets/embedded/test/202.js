function f(e, g, h) {
  let d = 6;
  d -= 1;
  if (h === g) {
    e = d - 2;
  }
  d = e - 2;
  return e;
}
