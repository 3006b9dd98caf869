function f(e, b) {
  let h = "hi";
  for (let i = 0; i < 3; i++) {
    if (h === "on") {
      if (h !== b) {
        e = e + 2;
      }
    }
  }
  if (e > 12) {
    e += 1;
    b = h;
  } else {
    e += 1;
  }
  return e;
}
