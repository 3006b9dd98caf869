import type { NodeTally } from "../../lens/align/tallyNodes.js";
import { clusterBootstrap } from "../statistics/clusterBootstrap.js";
import type { CorpusRow, Estimate, MicroMacro } from "./CorpusTable.js";

/** Sums of one program by group of nodes, and by category. */
export interface ProgramTallies {
  readonly groups: Map<string, NodeTally>;
  readonly categories: Map<string, NodeTally>;
}

/** Programs that are resampled together. */
export type ClusterTallies = readonly ProgramTallies[];

/** Settings of {@link corpusRows}. */
export interface RowSettings {
  readonly least: number;
  readonly seed: number;
  readonly draws: number;
}

/** Sums of one group over one cluster. */
interface Sums {
  nodes: number;
  programs: number;
  tokens: number;
  bytes: number;
  bits: number;
  p: number;
  /** Sums over programs of their own measures, for macro means. */
  bitsPerByte: number;
  geometricP: number;
  meanP: number;
  /** Bits of the whole cluster. */
  whole: number;
}

/** One row per group, most bits first; `keys` are listed even where no program has them. */
export function corpusRows(
  clusters: readonly ClusterTallies[],
  of: keyof ProgramTallies,
  keys: readonly string[],
  settings: RowSettings,
): CorpusRow[] {
  const found = new Set(keys);
  const wholes = clusters.map(cluster => {
    let bits = 0;
    for (const program of cluster) {
      for (const key of program[of].keys()) found.add(key);
      for (const tally of program.categories.values()) bits += tally.bits;
    }
    return bits;
  });
  const rows = [...found].map(key => {
    const sums = clusters.map((cluster, i) => sumsOf(cluster, of, key, wholes[i]));
    return row(key, sums, of === "categories", settings);
  });
  return rows.sort((a, b) => b.bits - a.bits || (a.key < b.key ? -1 : 1));
}

function sumsOf(cluster: ClusterTallies, of: keyof ProgramTallies, key: string, whole: number): Sums {
  const sums: Sums = {
    nodes: 0,
    programs: 0,
    tokens: 0,
    bytes: 0,
    bits: 0,
    p: 0,
    bitsPerByte: 0,
    geometricP: 0,
    meanP: 0,
    whole,
  };
  for (const program of cluster) {
    const tally = program[of].get(key);
    if (tally === undefined) continue;
    sums.nodes += tally.nodes;
    if (tally.tokens === 0) continue;
    sums.programs++;
    sums.tokens += tally.tokens;
    sums.bytes += tally.bytes;
    sums.bits += tally.bits;
    sums.p += tally.p;
    sums.bitsPerByte += tally.bits / tally.bytes;
    sums.geometricP += 2 ** (-tally.bits / tally.tokens);
    sums.meanP += tally.p / tally.tokens;
  }
  return sums;
}

function row(key: string, sums: readonly Sums[], shares: boolean, settings: RowSettings): CorpusRow {
  const total = (name: keyof Sums): number => sums.reduce((sum, one) => sum + one[name], 0);
  const programs = total("programs");
  const counts = {
    key,
    nodes: total("nodes"),
    programs,
    tokens: total("tokens"),
    bytes: total("bytes"),
    bits: total("bits"),
    few: programs < settings.least,
  };
  if (counts.few) return counts;
  const ratio = (above: keyof Sums, below: keyof Sums, map = (x: number): number => x): Estimate =>
    estimate(sums, above, below, map, settings);
  const power = (bits: number): number => 2 ** -bits;
  const both = (above: keyof Sums, below: keyof Sums, macro: keyof Sums): MicroMacro => ({
    micro: ratio(above, below),
    macro: ratio(macro, "programs"),
  });
  return {
    ...counts,
    bitsPerByte: both("bits", "bytes", "bitsPerByte"),
    geometricP: { micro: ratio("bits", "tokens", power), macro: ratio("geometricP", "programs") },
    ...(Number.isNaN(counts.tokens + total("p")) ? {} : { meanP: both("p", "tokens", "meanP") }),
    ...(shares ? { share: ratio("bits", "whole") } : {}),
  };
}

/** A ratio of sums with its interval over clusters. */
function estimate(
  sums: readonly Sums[],
  above: keyof Sums,
  below: keyof Sums,
  map: (ratio: number) => number,
  { seed, draws }: RowSettings,
): Estimate {
  const statistic = (drawn: readonly Sums[]): number | undefined => {
    let top = 0;
    let bottom = 0;
    for (const one of drawn) {
      top += one[above];
      bottom += one[below];
    }
    return bottom > 0 ? map(top / bottom) : undefined;
  };
  const found =
    draws < 2 ? undefined : clusterBootstrap(sums, statistic, { seed, draws, method: "percentile" });
  // Of one program, or with an infinite loss, there is a value without an interval.
  if (found === undefined) return { value: statistic(sums)! };
  return { value: found.value, low: found.low, high: found.high, se: found.se };
}
