function mirror(left, right) {
  left = left * 10;
  arguments[1] = "patched";
  const seen = [];
  for (const value of arguments) seen.push(value);
  return { left, right, seen, length: arguments.length };
}

function guarded(left, right) {
  "use strict";
  left = left * 10;
  arguments[1] = "patched";
  return [left, right, ...arguments];
}
