const m = { n: "w", e: "e", s: "s", w: "n" };
function f(a, g) {
  let h = "s";
  for (let i = 0; i < 4; i++) {
    h = m[h];
    h = m[h];
  }
  for (let i = 0; i < 3; i++) {
    [a, g] = [g, a];
  }
  [a, g] = [g, a];
  g += 1;
  for (let i = 0; i < 3; i++) {
    [a, g] = [g, a];
    a = 1;
    [a, g] = [g, a];
  }
  [a, g] = [g, a];
  if (a === g) {
    [a, g] = [g, a];
  } else {
    [a, g] = [g, a];
  }
  return a;
}
