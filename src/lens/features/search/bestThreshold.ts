import { f1Of } from "./SearchScore.js";

/** A unit counts as firing where its activation is at least `threshold`. */
export interface Threshold {
  readonly threshold: number;
  readonly f1: number;
  readonly firings: number;
  readonly hits: number;
}

/** What a set of units that was chosen before fires on already. */
export interface Covered {
  readonly firings: number;
  readonly hits: number;
  /** By firing of this unit: 1 where one of them fires too. */
  readonly also: ArrayLike<number>;
}

/**
 * The threshold with the best F1 among a unit's distinct activations above 0; of equal ones the highest. O(firings · log firings).
 *
 * @param holds by firing: 1 where the label holds.
 * @param positives tokens that hold, firing or not.
 * @param covered the F1 is that of this unit or the others firing.
 * @returns undefined for a unit that never fires above 0.
 */
export function bestThreshold(
  values: Float32Array,
  holds: ArrayLike<number>,
  positives: number,
  covered?: Covered,
): Threshold | undefined {
  const order: number[] = [];
  for (let i = 0; i < values.length; i++) if (values[i] > 0) order.push(i);
  const sorted = Uint32Array.from(order).sort((a, b) => values[b] - values[a]);
  let firings = covered?.firings ?? 0;
  let hits = covered?.hits ?? 0;
  let best: Threshold | undefined;
  for (let at = 0; at < sorted.length; ) {
    const threshold = values[sorted[at]];
    for (; at < sorted.length && values[sorted[at]] === threshold; at++) {
      const i = sorted[at];
      if (covered?.also[i]) continue;
      firings++;
      hits += holds[i];
    }
    const f1 = f1Of(firings, hits, positives);
    if (best === undefined || f1 > best.f1) best = { threshold, f1, firings, hits };
  }
  return best;
}
