/** A figure with its standard error. */
export interface JackknifeEstimate {
  readonly value: number;
  /** By leaving out one family at a time; undefined with fewer than two families. */
  readonly se?: number;
}

/**
 * A function of sums over families with the jackknife's standard error: sqrt((G − 1)/G · Σ (θ₋g − θ̄)²), θ₋g the figure without family g. Serves means
 * and ratios alike (Efron 1982); families, not tokens, are what is independent.
 *
 * @param groups sums of each family, all of one length.
 */
export function jackknife(
  groups: readonly Float64Array[],
  figure: (sums: Float64Array) => number,
): JackknifeEstimate {
  const total = new Float64Array(groups[0]?.length ?? 0);
  for (const group of groups) for (let i = 0; i < total.length; i++) total[i] += group[i];
  const value = figure(total);
  const count = groups.length;
  if (count < 2) return { value };
  const without = groups.map(group => figure(total.map((sum, i) => sum - group[i])));
  const mean = without.reduce((sum, one) => sum + one, 0) / count;
  const square = without.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return { value, se: Math.sqrt(((count - 1) / count) * square) };
}
