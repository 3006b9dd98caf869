function f(e, b, h) {
  if (e < h) {
    for (let i = 0; i < 3; i++) {
      while (e < 5) {
        e += 1;
        h -= 1;
      }
    }
  } else {
    for (let i = 0; i < 2; i++) {
      h += 1;
    }
  }
  return h;
}
