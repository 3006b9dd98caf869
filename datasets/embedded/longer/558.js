function f(e, b) {
  let h = 1;
  for (let i = 0; i < 3; i++) {
    [h, e] = [e, h];
  }
  for (let i = 0; i < 4; i++) {
    e = h - 2;
  }
  for (let i = 0; i < 4; i++) {
    [h, e] = [e, h];
    [e, h] = [h, e];
  }
  if (h > 11) {
    [h, e] = [e, h];
  }
  if (b === "n") {
    e = h + 1;
  } else {
    e = h;
  }
  for (let i = 0; i < 3; i++) {
    e = 6;
  }
  return e;
}
