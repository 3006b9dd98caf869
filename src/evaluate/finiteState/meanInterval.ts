import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import type { MeanInterval } from "./FiniteStateReport.js";

/** Mean of values of independent clusters, at least one, with the 95 % interval mean ± t · SE. */
export function meanInterval(values: readonly number[]): MeanInterval {
  const clusters = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / clusters;
  if (clusters < 2) return { clusters, mean };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (clusters - 1);
  const half = tQuantile(0.975, clusters - 1) * Math.sqrt(variance / clusters);
  return { clusters, mean, low: mean - half, high: mean + half };
}

/** The same of shares: within 0..1. `undefined` where there is none. */
export function meanShare(shares: readonly number[]): MeanInterval | undefined {
  if (shares.length === 0) return undefined;
  const { low, high, ...rest } = meanInterval(shares);
  return low === undefined || high === undefined
    ? rest
    : { ...rest, low: Math.max(0, low), high: Math.min(1, high) };
}
