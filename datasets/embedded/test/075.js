function f(e, b) {
  let h = 6;
  for (let i = 0; i < 4; i++) {
    b += 1;
    b = h;
    b = b + 3;
  }
  [b, h] = [h, b];
  return h;
}
