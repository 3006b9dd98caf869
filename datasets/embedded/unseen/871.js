function f(a, b) {
  let c = 7;
  while (c > 4) {
    if (b < 6) {
      [b, a] = [a, b];
    }
    c -= 1;
  }
  if (c < 10) {
    c += 1;
  } else {
    [a, b] = [b, a];
  }
  return a;
}
