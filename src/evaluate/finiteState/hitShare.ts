import type { HitCount } from "../../lens/finiteState/transitions.js";
import type { Accuracy } from "../ReportData.js";
import { accuracyOfSums } from "../statistics/accuracy.js";

/** Share of hits with an interval; each count is a cluster. */
export function hitShare(counts: readonly HitCount[]): Accuracy {
  return accuracyOfSums(counts.map(({ hits, tries }) => ({ size: tries, sum: hits, squares: hits })));
}

/** Share of hits where the counts are all there are, so that nothing is left to chance. */
export function wholeShare(counts: readonly HitCount[]): Accuracy {
  const n = counts.reduce((sum, { tries }) => sum + tries, 0);
  const hits = counts.reduce((sum, count) => sum + count.hits, 0);
  return { n, clusters: counts.length, mean: hits / n, method: "none" };
}
