function f(a, g) {
  if (g < a) {
    for (let i = 0; i < 3; i++) {
      a = g;
    }
  } else {
    a = g - 1;
    a -= 1;
  }
  a = g - 3;
  return a;
}
