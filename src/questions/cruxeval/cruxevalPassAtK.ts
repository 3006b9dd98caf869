/**
 * pass@k of one item as CRUXEval computes it, its way of rounding included: 1 for fewer than k wrong ones, so also
 * for fewer than k generations.
 */
export function compatPassAtK(n: number, right: number, k: number): number {
  if (n - right < k) return 1;
  let all = 1;
  for (let i = n - right + 1; i <= n; i++) all *= 1 - k / i;
  return 1 - all;
}

/**
 * pass@k of a set of items in percent, the mean over items; `null` in strict where an item has fewer than k
 * generations: what k draws would give is not known then.
 */
export function meanPassAtK(
  verdicts: readonly (readonly boolean[])[],
  k: number,
  profile: "compat" | "strict",
): number | null {
  if (verdicts.length === 0) return null;
  if (profile === "strict" && verdicts.some(list => list.length < k)) return null;
  let sum = 0;
  for (const list of verdicts) sum += compatPassAtK(list.length, list.filter(Boolean).length, k);
  return (sum / verdicts.length) * 100;
}
