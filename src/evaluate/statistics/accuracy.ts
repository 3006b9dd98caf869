import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import type { Accuracy } from "../ReportData.js";
import { type Cluster, cr2, intraclass } from "./cr2.js";
import { wilson } from "./wilson.js";

/** A scored item: its score (mean over samples, 0..1) and the cluster it belongs to. */
export interface Scored {
  readonly score: number;
  readonly cluster: string;
}

/**
 * Mean score with a 95 % interval. Items of a cluster may depend on each other, so the standard error is
 * {@link cr2} and the quantile that of Student's t with Satterthwaite degrees of freedom. Where every cluster has one item and scores are 0 or 1: Wilson. Where all
 * scores are equal there is no variance to estimate: Wilson with each cluster counted once. With fewer than two
 * clusters there is no standard error and no interval.
 */
export function accuracy(items: readonly Scored[]): Accuracy {
  const n = items.length;
  const groups = new Map<string, Cluster>();
  for (const { score, cluster } of items) {
    const { size, sum, squares } = groups.get(cluster) ?? { size: 0, sum: 0, squares: 0 };
    groups.set(cluster, { size: size + 1, sum: sum + score, squares: squares + score * score });
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
  const list = [...groups.values()];
  const { se, df } = cr2(list, intraclass(list));
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
