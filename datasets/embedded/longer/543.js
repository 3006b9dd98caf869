function f(e, b, h) {
  if (e !== "w") {
    while (b > 0) {
      b -= 1;
      h -= 1;
    }
  }
  h -= 1;
  for (let i = 0; i < 3; i++) {
    if (e === "w") {
      h += 1;
    }
    b += 1;
  }
  [b, h] = [h, b];
  [b, h] = [h, b];
  [b, h] = [h, b];
  return h;
}
