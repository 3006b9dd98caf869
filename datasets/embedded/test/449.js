function f(e, b) {
  let h = 11;
  [h, b] = [b, h];
  h += 1;
  [b, h] = [h, b];
  if (h > b) {
    [b, h] = [h, b];
  } else {
    [h, b] = [b, h];
    b = 7;
  }
  [b, h] = [h, b];
  return b;
}
