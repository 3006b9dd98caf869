function f(a, b, c) {
  [b, a] = [a, b];
  for (let i = 0; i < 3; i++) {
    [b, a] = [a, b];
  }
  [a, b] = [b, a];
  if (c === "lo") {
    b = a + 2;
    a = b;
  } else {
    a = b;
  }
  a = 13;
  for (let i = 0; i < 3; i++) {
    if (b < a) {
      c = "off";
    }
  }
  if (b > a) {
    b = a;
  }
  return a;
}
