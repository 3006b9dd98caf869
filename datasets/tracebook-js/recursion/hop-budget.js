function hop(left, right, budget) {
  if (budget.calls === 0) throw new RangeError(`out of hops at ${left}/${right}`);
  budget.calls--;
  if (left === 0) return right + 2;
  if (right === 0) return hop(left - 1, 1, budget);
  return hop(left - 1, hop(left, right - 2 < 0 ? 0 : right - 2, budget), budget);
}

function hops(left, right, calls) {
  const budget = { calls };
  const reached = hop(left, right, budget);
  return [reached, calls - budget.calls];
}
