const MEASURES = [
  ["cup", 48],
  ["half", 24],
  ["table", 3],
  ["tea", 1],
];

function spoons(amount, ...missing) {
  if (!(amount >= 0)) throw new RangeError(`cannot measure ${amount}`);
  const used = {};
  let index = 0;
  do {
    const [name, size] = MEASURES[index++];
    if (missing.includes(name)) continue;
    const count = Math.trunc(amount / size);
    if (count) used[name] = count;
    amount -= count * size;
  } while (amount >= 1 && index < MEASURES.length);
  return { used, left: amount, looked: index };
}
