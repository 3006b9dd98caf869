import type { Firings } from "../index/FiringIndex.js";

/** An interval of activations. */
export interface ActivationBand {
  /** Bounds; `to` belongs to the band only in the highest. */
  readonly from: number;
  readonly to: number;
  /** Numbers of the unit's firings in it, ascending by position. */
  readonly firings: Uint32Array;
}

/**
 * Cuts a unit's activations above 0 into intervals of equal width between the lowest and the highest of them, the highest first. Of a unit
 * with one activation only there is one band.
 *
 * @param count of bands, at least 1.
 */
export function activationBands({ values }: Pick<Firings, "values">, count: number): ActivationBand[] {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const value of values) {
    if (!(value > 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (high === 0) return [];
  const bands = low === high ? 1 : count;
  const width = (high - low) / bands;
  const lists: number[][] = Array.from({ length: bands }, () => []);
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] > 0)) continue;
    const at = width === 0 ? 0 : Math.min(bands - 1, Math.floor((values[i] - low) / width));
    lists[at].push(i);
  }
  return lists
    .map((list, at) => ({
      from: low + at * width,
      to: at === bands - 1 ? high : low + (at + 1) * width,
      firings: Uint32Array.from(list),
    }))
    .reverse();
}

/** Counts of activations above 0 in bins of equal width from 0 to the highest; `edges` has one number more than `counts`. */
export function activationHistogram(
  { values }: Pick<Firings, "values">,
  bins = 40,
): { readonly edges: number[]; readonly counts: number[] } {
  let high = 0;
  for (const value of values) if (value > high) high = value;
  const counts = new Array<number>(bins).fill(0);
  const edges = Array.from({ length: bins + 1 }, (_, i) => (high * i) / bins);
  if (high === 0) return { edges: [], counts: [] };
  for (const value of values) if (value > 0) counts[Math.min(bins - 1, Math.floor((value / high) * bins))]++;
  return { edges, counts };
}
