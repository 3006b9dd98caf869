function f(a, b) {
  let h = 1;
  if (a < 6) {
    a += 1;
  } else {
    h += 1;
  }
  h += 1;
  return a;
}
