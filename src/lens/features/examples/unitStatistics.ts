import type { FiringIndex } from "../index/FiringIndex.js";

/** Counts of one unit over a corpus. */
export interface UnitStatistics {
  readonly unit: number;
  readonly firings: number;
  /** Share of tokens it fires on. */
  readonly frequency: number;
  /** log₁₀ of the frequency + 1e-10, as sparsity files have it: −10 for one that never fires. */
  readonly log10Frequency: number;
  /** Greatest activation; 0 for one that never fires above 0. */
  readonly max: number;
  /** Never fires; fires on more than the share of tokens that counts as dense; or neither. */
  readonly state: "dead" | "dense" | "live";
}

/** Units over a corpus. */
export interface IndexStatistics {
  readonly units: readonly UnitStatistics[];
  readonly dead: number;
  readonly dense: number;
  /** Mean number of units that fire on a token. */
  readonly l0: number;
}

/**
 * How often every unit fires. Nothing but the opened index is read.
 *
 * @param dense share of tokens above which a unit is dense. Default 0.1.
 */
export function unitStatistics(index: FiringIndex, dense = 0.1): IndexStatistics {
  const { tokens } = index.about;
  const units = Array.from({ length: index.units }, (_, unit): UnitStatistics => {
    const firings = index.offsets[unit + 1] - index.offsets[unit];
    const frequency = tokens === 0 ? 0 : firings / tokens;
    return {
      unit,
      firings,
      frequency,
      log10Frequency: Math.log10(frequency + 1e-10),
      max: index.maxima[unit],
      state: firings === 0 ? "dead" : frequency > dense ? "dense" : "live",
    };
  });
  const count = (state: UnitStatistics["state"]): number => units.filter(one => one.state === state).length;
  return { units, dead: count("dead"), dense: count("dense"), l0: tokens === 0 ? 0 : index.firings / tokens };
}
