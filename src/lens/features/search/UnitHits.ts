import type { Firings } from "../index/FiringIndex.js";
import type { Population } from "./population.js";

/** Firings of one unit on one fold of a search. */
export interface UnitHits {
  readonly positions: Uint32Array;
  readonly values: Float32Array;
  /** By firing: 1 where the query holds. */
  readonly holds: Uint8Array;
}

/** Firings of a unit on the tokens of a fold; with `sign` −1 its activations are turned. */
export function unitHits(
  { positions, values }: Firings,
  { fold, holds }: Population,
  which: 0 | 1,
  sign: 1 | -1 = 1,
): UnitHits {
  let count = 0;
  for (let i = 0; i < positions.length; i++) if (fold[positions[i]] === which) count++;
  const own = {
    positions: new Uint32Array(count),
    values: new Float32Array(count),
    holds: new Uint8Array(count),
  };
  let at = 0;
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i];
    if (fold[position] !== which) continue;
    own.positions[at] = position;
    own.values[at] = sign * values[i];
    own.holds[at++] = holds[position];
  }
  return own;
}

/** Hits and firings at or above a threshold. */
export function hitsAbove({ values, holds }: UnitHits, threshold: number): { firings: number; hits: number } {
  let firings = 0;
  let hits = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] < threshold) continue;
    firings++;
    hits += holds[i];
  }
  return { firings, hits };
}
