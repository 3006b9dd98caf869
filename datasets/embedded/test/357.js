function f(e) {
  let b = 4;
  while (e < 7) {
    e += 1;
    b -= 1;
    b += 1;
  }
  for (let i = 0; i < 4; i++) {
    if (i === 2) {
      [e, b] = [b, e];
    }
  }
  e = e - 3;
  return b;
}
