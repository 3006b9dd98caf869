function f(e, b) {
  for (let i = 0; i < 2; i++) {
    [b, e] = [e, b];
  }
  for (let i = 0; i < 2; i++) {
    [e, b] = [b, e];
  }
  if (e < b) {
    if (b < 12) {
      [e, b] = [b, e];
    }
  } else {
    b = 5;
  }
  return b;
}
