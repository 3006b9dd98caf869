function f(e, b, h) {
  for (let i = 0; i < 2; i++) {
    if (b === e) {
      h += 1;
    }
  }
  return h;
}
