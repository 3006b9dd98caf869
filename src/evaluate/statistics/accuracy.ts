import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import type { Accuracy } from "../ReportData.js";
import { wilson } from "./wilson.js";

/** A scored item: its score (mean over samples, 0..1) and the cluster it belongs to. */
export interface Scored {
  readonly score: number;
  readonly cluster: string;
}

/**
 * Mean score with a 95 % interval. Items of a cluster may depend on each other, so the standard error is
 * CR2 (Bell & McCaffrey 2002; working model: independent items) and the quantile that of Student's t with
 * Satterthwaite degrees of freedom. Where every cluster has one item and scores are 0 or 1: Wilson. Where all
 * scores are equal there is no variance to estimate: Wilson with each cluster counted once. With fewer than two
 * clusters there is no standard error and no interval.
 */
export function accuracy(items: readonly Scored[]): Accuracy {
  const n = items.length;
  const groups = new Map<string, { size: number; sum: number }>();
  for (const { score, cluster } of items) {
    const group = groups.get(cluster) ?? { size: 0, sum: 0 };
    groups.set(cluster, { size: group.size + 1, sum: group.sum + score });
  }
  const clusters = groups.size;
  if (n === 0) return { n, clusters, method: "none" };
  const mean = items.reduce((sum, { score }) => sum + score, 0) / n;
  if (clusters < 2) return { n, clusters, mean, method: "none" };
  const binary = items.every(({ score }) => score === 0 || score === 1);
  if (items.every(({ score }) => score === items[0].score)) {
    // A mean strictly between (samples averaged alike) has no binomial reading.
    if (!binary) return { n, clusters, mean, se: 0, method: "none" };
    const method = clusters === n ? "Wilson" : "Wilson over clusters";
    return { n, clusters, mean, se: 0, ...wilson(mean * clusters, clusters), method };
  }
  const { se, df } = cr2([...groups.values()], n, mean);
  if (clusters === n && binary) return { n, clusters, mean, se, ...wilson(mean * n, n), method: "Wilson" };
  const half = tQuantile(0.975, df) * se;
  return {
    n,
    clusters,
    mean,
    se,
    df,
    low: Math.max(0, mean - half),
    high: Math.min(1, mean + half),
    method: "CR2",
  };
}

/**
 * CR2 standard error of a mean and its Satterthwaite degrees of freedom, in closed form. With shares
 * w_c = n_c / n and cluster sums S_c of the deviations from the mean, the adjustment (I - H_cc)^(-1/2) acts on the
 * ones vector as 1 / sqrt(1 - w_c), so
 *
 *   Var = sum S_c² / (1 - w_c) / n²,
 *   1 / df = sum w_c² + (sum q_c)² - sum q_c²,   q_c = w_c² / (1 - w_c).
 *
 * Balanced clusters: w = 1/G, df = G - 1.
 */
function cr2(
  groups: readonly { readonly size: number; readonly sum: number }[],
  n: number,
  mean: number,
): { se: number; df: number } {
  let variance = 0;
  let w2 = 0;
  let q1 = 0;
  let q2 = 0;
  for (const { size, sum } of groups) {
    const w = size / n;
    const q = (w * w) / (1 - w);
    variance += (sum - size * mean) ** 2 / (1 - w);
    w2 += w * w;
    q1 += q;
    q2 += q * q;
  }
  return { se: Math.sqrt(variance) / n, df: 1 / (w2 + q1 * q1 - q2) };
}
