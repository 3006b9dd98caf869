function f(a, g) {
  let c = "e";
  let d = 6;
  [g, d] = [d, g];
  [d, g, a] = [g, a, d];
  [g, a, d] = [a, d, g];
  [a, g, d] = [g, d, a];
  a = g;
  d += 1;
  d += 1;
  a = d - 1;
  [a, g, d] = [g, d, a];
  return d;
}
