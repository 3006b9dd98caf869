function f(a, b) {
  if (b !== a) {
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 2; j++) {
        [a, b] = [b, a];
      }
    }
  } else {
    b += 1;
  }
  b += 1;
  if (b < 11) {
    b = a;
  }
  return a;
}
