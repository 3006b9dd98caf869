function f(e, b) {
  if (e < 9) {
    for (let i = 0; i < 2; i++) {
      if (i < 2) {
        b = e;
      }
    }
  } else {
    for (let i = 0; i < 4; i++) {
      b = b + 2;
    }
  }
  return b;
}
