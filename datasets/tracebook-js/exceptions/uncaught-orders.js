const prices = new Map([["tea", 3], ["jam", 5]]);

function order(item, count = 1) {
  const key = String(item).trim();
  const price = prices.get(key);
  if (count < 0) throw new RangeError(`cannot order ${count} of ${key}`);
  return price.toFixed(2) + " x " + count;
}
