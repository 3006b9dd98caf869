const m = { lo: "on", hi: "lo", on: "off", off: "hi" };
function f(a, b) {
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 2; j++) {
      b = j;
    }
  }
  if (a !== "off") {
    if (b < 6) {
      b = b + 1;
    }
  }
  b = b + 1;
  a = m[a];
  if (a === "on") {
    b = b + 1;
  } else {
    b -= 1;
  }
  for (let i = 0; i < 2; i++) {
    a = m[a];
    a = m[a];
  }
  return b;
}
