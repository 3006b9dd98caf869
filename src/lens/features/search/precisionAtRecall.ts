import type { UnitHits } from "./UnitHits.js";

/**
 * Precision of a unit at the highest threshold at which it has at least a given recall: what a neuron is compared with a code by
 * (Tamkin et al., section 4: the neuron's threshold is the one that gives the code's recall).
 *
 * @param recall of the other unit, above 0.
 * @returns undefined where it does not reach that recall by firing above 0.
 */
export function precisionAtRecall(
  { values, holds }: Pick<UnitHits, "values" | "holds">,
  positives: number,
  recall: number,
): { readonly threshold: number; readonly precision: number; readonly recall: number } | undefined {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[b] - values[a]);
  let hits = 0;
  for (let at = 0; at < order.length; ) {
    const threshold = values[order[at]];
    // Tokens without a firing are 0 and not stored: at a threshold that low they would be found too, and are not counted here.
    if (!(threshold > 0)) return undefined;
    for (; at < order.length && values[order[at]] === threshold; at++) hits += holds[order[at]];
    if (hits > 0 && hits / positives >= recall)
      return { threshold, precision: hits / at, recall: hits / positives };
  }
  return undefined;
}
