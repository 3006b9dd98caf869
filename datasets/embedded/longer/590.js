function f(a, g) {
  a += 1;
  a += 1;
  if (g !== "w") {
    a -= 1;
  } else {
    a -= 1;
    a = a + 3;
  }
  a += 1;
  for (let i = 0; i < 2; i++) {
    a -= 1;
  }
  for (let i = 0; i < 3; i++) {
    a = a + 3;
  }
  for (let i = 0; i < 4; i++) {
    a = i;
  }
  return a;
}
