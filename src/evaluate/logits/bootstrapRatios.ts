import { seededRandom } from "../../questions/random.js";
import { sortedQuantile } from "../statistics/sortedQuantile.js";
import type { Estimate } from "./CorpusTable.js";

/** Sums of one thing by cluster. */
export type ClusterSums = Float64Array;

/** Makes estimates of ratios of sums over clusters. */
export interface RatioBootstrap {
  /**
   * Σ above / Σ below with its 95 % percentile interval over resampled clusters; `map` is applied to every ratio. Undefined
   * where the sum below is 0.
   */
  readonly ratio: (
    above: ClusterSums,
    below: ClusterSums,
    map?: (ratio: number) => number,
  ) => Estimate | undefined;
}

/**
 * The percentile intervals of {@link clusterBootstrap} for very many ratios over the same clusters: clusters are drawn once for
 * all of them (by the same seed the same), so that a row costs one pass over its clusters a draw.
 *
 * @param draws 0 or 1 for values without intervals, as with fewer than two clusters.
 */
export function bootstrapRatios(
  clusters: number,
  { seed, draws }: { readonly seed: number; readonly draws: number },
): RatioBootstrap {
  const resampled = clusters < 2 || draws < 2 ? [] : drawn(clusters, seed, draws);
  /** A table asks for the same sums again and again. */
  const known = new WeakMap<ClusterSums, Float64Array>();
  const sumsOf = (column: ClusterSums): Float64Array => {
    const found = known.get(column) ?? resampledSums(column, resampled);
    known.set(column, found);
    return found;
  };
  return {
    ratio: (above, below, map = ratio => ratio) => {
      const bottom = sum(below);
      if (!(bottom > 0)) return undefined;
      const value = map(sum(above) / bottom);
      if (resampled.length === 0 || !Number.isFinite(value)) return { value };
      const top = sumsOf(above);
      const ratios = sumsOf(below).map((under, draw) => (under > 0 ? map(top[draw] / under) : Number.NaN));
      const values = ratios.filter(Number.isFinite).sort();
      if (values.length < 2) return { value };
      const mean = sum(values) / values.length;
      const variance = values.reduce((total, x) => total + (x - mean) ** 2, 0) / (values.length - 1);
      const [low, high] = [0.025, 0.975].map(share => sortedQuantile(values, share));
      return { value, low, high, se: Math.sqrt(variance) };
    },
  };
}

/** By draw: how often each cluster is drawn. */
function drawn(clusters: number, seed: number, draws: number): Uint16Array[] {
  const random = seededRandom(`${seed}:bootstrap`);
  return Array.from({ length: draws }, () => {
    const times = new Uint16Array(clusters);
    for (let i = 0; i < clusters; i++) times[random.below(clusters)]++;
    return times;
  });
}

/** By draw: the sum over drawn clusters. Most groups are in few clusters, so zeros are left out. */
function resampledSums(column: ClusterSums, draws: readonly Uint16Array[]): Float64Array {
  const at = Uint32Array.from([...column.keys()].filter(i => column[i] !== 0));
  const values = Float64Array.from(at, i => column[i]);
  const sums = new Float64Array(draws.length);
  for (let draw = 0; draw < draws.length; draw++) {
    const times = draws[draw];
    let total = 0;
    for (let i = 0; i < at.length; i++) {
      const count = times[at[i]];
      // Not drawn: an infinite loss must not become NaN.
      if (count > 0) total += count * values[i];
    }
    sums[draw] = total;
  }
  return sums;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
