function f(e, g) {
  let c = "hi";
  for (let i = 0; i < 3; i++) {
    [g, e] = [e, g];
  }
  e = g + 1;
  for (let i = 0; i < 2; i++) {
    [e, g] = [g, e];
    g = e;
    [g, e] = [e, g];
  }
  for (let i = 0; i < 4; i++) {
    g += 1;
    [e, g] = [g, e];
    [g, e] = [e, g];
  }
  if (e < 5) {
    g += 1;
  } else {
    e -= 1;
  }
  return e;
}
