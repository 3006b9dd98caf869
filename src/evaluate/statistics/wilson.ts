import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";

/** Wilson's 95 % score interval for `right` of `n` independent items (Wilson 1927); n >= 1. */
export function wilson(right: number, n: number): { readonly low: number; readonly high: number } {
  const z = normalQuantile(0.975, 0, 1);
  const p = right / n;
  const scale = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
