function sign(n) {
  if (n > 0) {
    return "+";
  } else if (n < 0) return "-";
  else {
    n = 0;
  }
}
sign(1);
sign(-1);
sign(0);
for (let i = 0, top = 2; i < top; i++) {
  i;
}
let k = 0;
while (k < 2) k++;
do { k--; } while (k);
outer: for (const a of [1, 2]) {
  for (const b of [1, 2]) {
    if (b === 2) continue outer;
    if (a === 2) break outer;
  }
}
for (const key in { x: 1, 2: 1, y: 1 }) k += key;
for (var v = 1; ; v++) if (v > 2) break;
switch (v) {
  case 1: k = "one";
  case 3: k = "three";
  default: k = "more";
    break;
  case 4: k = "four";
}
switch (9) { case 1: break; default: k = "default"; }
