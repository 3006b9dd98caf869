import type { UnitGroup } from "./FiringBlock.js";

/** What a firing index is of. Hashes are SHA-256, hex. */
export interface FiringIndexAbout {
  /** Of the model's weights (`LocalModel.weightsHash`). */
  readonly model: string;
  /** Of the dictionaries, joined in order; `""` for neurons only. */
  readonly dictionary: string;
  /** Of the corpus (`FeatureCorpus.hash`). */
  readonly corpus: string;
  /** Tokens of the corpus. */
  readonly tokens: number;
  /** Units count through the groups, in order. */
  readonly groups: readonly UnitGroup[];
}

/** Where a unit fires. */
export interface Firings {
  /** Tokens of the corpus, ascending. */
  readonly positions: Uint32Array;
  /** Activations there, none of them 0. */
  readonly values: Float32Array;
}

/** Version and kind of file. */
export const FIRING_INDEX = "tracebook/firing-index@1";

/** Firings unit by unit, on disk. Opened, only the number of firings of each unit is in memory. */
export interface FiringIndex {
  readonly about: FiringIndexAbout;
  readonly path: string;
  readonly units: number;
  /** All firings. */
  readonly firings: number;
  /** [units + 1]: the u-th unit's firings are `offsets[u] .. offsets[u + 1]`. */
  readonly offsets: Float64Array;
  /** Greatest activation of each unit; 0 where it never fires above 0. */
  readonly maxima: Float32Array;
  /** Firings of one unit. @throws SourceError for a unit there is none of. */
  unit(unit: number): Promise<Firings>;
  /** Firings of units in order, read in pieces of a few megabytes; the arrays are only theirs until the next. */
  each(from?: number, to?: number): AsyncIterable<Firings & { readonly unit: number }>;
  close(): Promise<void>;
}

/** First unit of each group, and the number of all as last entry. */
export function groupStarts(groups: readonly UnitGroup[]): number[] {
  const starts = [0];
  for (const { units } of groups) starts.push(starts[starts.length - 1] + units);
  return starts;
}

/** The group a unit is in, and its number there. */
export function unitPlace(
  groups: readonly UnitGroup[],
  unit: number,
): { readonly group: UnitGroup; readonly index: number } {
  let first = 0;
  for (const group of groups) {
    if (unit < first + group.units) return { group, index: unit - first };
    first += group.units;
  }
  throw new RangeError(`there is no unit ${unit}; there are 0 to ${first - 1}`);
}
