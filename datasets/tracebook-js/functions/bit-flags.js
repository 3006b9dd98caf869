const NAMES = ["read", "write", "run", "share"];

function pack(names) {
  let bits = 0;
  for (const name of names) {
    const at = NAMES.indexOf(name);
    if (at < 0) throw new RangeError("no flag called " + name);
    bits |= 1 << at;
  }
  return bits;
}

function unpack(bits) {
  const names = [];
  let at = 0;
  do {
    if (bits & 1) names.push(NAMES[at]);
    bits >>>= 1;
    at++;
  } while (bits > 0);
  return names;
}

function toggle(bits, ...names) {
  return unpack(names.reduce((sum, name) => sum ^ pack([name]), bits));
}
