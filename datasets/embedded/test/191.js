function f(a) {
  let b = 4;
  [b, a] = [a, b];
  if (b > a) {
    b = a - 1;
  } else {
    b = b + 1;
  }
  a = b;
  a += 1;
  if (a !== b) {
    [a, b] = [b, a];
  }
  return a;
}
