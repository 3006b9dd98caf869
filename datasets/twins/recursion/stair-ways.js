function count(stairs, steps, memo) {
  if (stairs === 0) {
    return 1;
  }
  if (memo.has(stairs)) {
    return memo.get(stairs);
  }
  let total = 0;
  for (const step of steps) {
    if (step <= stairs) {
      total += count(stairs - step, steps, memo);
    }
  }
  memo.set(stairs, total);
  return total;
}

function ways(stairs, steps) {
  const memo = new Map();
  const total = count(stairs, steps, memo);
  return [total, memo.size];
}
