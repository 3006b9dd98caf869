function f(e, g) {
  let h = 7;
  if (h < 12) {
    if (e < h) {
      h = e;
    }
  } else {
    [e, h] = [h, e];
  }
  if (h < 6) {
    [e, h] = [h, e];
  }
  return e;
}
