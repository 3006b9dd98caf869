import { quantileSorted } from "d3";
import type { Firings } from "../index/FiringIndex.js";

/** Where quantiles are taken if nobody says. */
export const ACTIVATION_QUANTILES: readonly number[] = [0.1, 0.5, 0.9, 0.99];

/**
 * Quantiles of a unit's activations over the tokens it fires on (those above 0), interpolated between neighbours (R's type 7).
 *
 * @param at shares 0..1. Default {@link ACTIVATION_QUANTILES}.
 * @returns one value each; nothing for a unit that never fires.
 */
export function activationQuantiles(
  { values }: Pick<Firings, "values">,
  at: readonly number[] = ACTIVATION_QUANTILES,
): number[] {
  const sorted = Array.from(values.filter(value => value > 0).sort());
  return sorted.length === 0 ? [] : at.map(share => quantileSorted(sorted, share) as number);
}
