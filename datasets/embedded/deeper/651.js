function f(a, g) {
  let h = 3;
  for (let i = 0; i < 2; i++) {
    if (i === 2) {
      if (g !== a) {
        a = h + 3;
      }
    }
  }
  if (h > 11) {
    h = a;
  }
  return a;
}
