function f(a, b) {
  let h = 5;
  a += 1;
  [h, a] = [a, h];
  b = "n";
  return a;
}
