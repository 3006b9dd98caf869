function f(a, b) {
  let c = 9;
  let d = "w";
  while (c > 6) {
    c -= 1;
    b = d;
    a += 1;
  }
  if (c > a) {
    a -= 1;
  }
  return a;
}
