import type { NodeTally } from "../../lens/align/tallyNodes.js";
import { bootstrapRatios, type ClusterSums, type RatioBootstrap } from "./bootstrapRatios.js";
import type { CorpusRow, MicroMacro } from "./CorpusTable.js";

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

/** What is added up by cluster; the last three are sums over programs of their own measures, for macro means. */
const SUMS = [
  "nodes",
  "programs",
  "tokens",
  "bytes",
  "bits",
  "p",
  "bitsPerByte",
  "geometricP",
  "meanP",
] as const;

type Sums = Readonly<Record<(typeof SUMS)[number], ClusterSums>>;

/** One row per group, most bits first; `keys` are listed even where no program has them. */
export function corpusRows(
  clusters: readonly ClusterTallies[],
  of: keyof ProgramTallies,
  keys: readonly string[],
  { least, ...drawing }: RowSettings,
): CorpusRow[] {
  const found = new Set(keys);
  const wholes = new Float64Array(clusters.length);
  clusters.forEach((cluster, i) => {
    for (const program of cluster) {
      for (const key of program[of].keys()) found.add(key);
      for (const { bits } of program.categories.values()) wholes[i] += bits;
    }
  });
  const bootstrap = bootstrapRatios(clusters.length, drawing);
  const rows = [...found].map(key => {
    const sums = sumsOf(clusters, of, key);
    return row(key, sums, of === "categories" ? wholes : undefined, least, bootstrap);
  });
  return rows.sort((a, b) => b.bits - a.bits || (a.key < b.key ? -1 : 1));
}

function sumsOf(clusters: readonly ClusterTallies[], of: keyof ProgramTallies, key: string): Sums {
  const sums = Object.fromEntries(SUMS.map(name => [name, new Float64Array(clusters.length)])) as Sums;
  clusters.forEach((cluster, i) => {
    for (const program of cluster) {
      const tally = program[of].get(key);
      if (tally === undefined) continue;
      sums.nodes[i] += tally.nodes;
      if (tally.tokens === 0) continue;
      sums.programs[i]++;
      sums.tokens[i] += tally.tokens;
      sums.bytes[i] += tally.bytes;
      sums.bits[i] += tally.bits;
      sums.p[i] += tally.p;
      sums.bitsPerByte[i] += tally.bits / tally.bytes;
      sums.geometricP[i] += 2 ** (-tally.bits / tally.tokens);
      sums.meanP[i] += tally.p / tally.tokens;
    }
  });
  return sums;
}

function row(
  key: string,
  sums: Sums,
  wholes: ClusterSums | undefined,
  least: number,
  { ratio }: RatioBootstrap,
): CorpusRow {
  const total = (name: keyof Sums): number => sums[name].reduce((all, one) => all + one, 0);
  const programs = total("programs");
  const counts = {
    key,
    nodes: total("nodes"),
    programs,
    tokens: total("tokens"),
    bytes: total("bytes"),
    bits: total("bits"),
    few: programs < least,
  };
  if (counts.few) return counts;
  const both = (
    above: keyof Sums,
    below: keyof Sums,
    macro: keyof Sums,
    map?: (x: number) => number,
  ): MicroMacro | undefined => {
    const micro = ratio(sums[above], sums[below], map);
    const mean = ratio(sums[macro], sums.programs);
    return micro === undefined || mean === undefined ? undefined : { micro, macro: mean };
  };
  return {
    ...counts,
    bitsPerByte: both("bits", "bytes", "bitsPerByte"),
    geometricP: both("bits", "tokens", "geometricP", bits => 2 ** -bits),
    ...(wholes === undefined ? { meanP: both("p", "tokens", "meanP") } : { share: ratio(sums.bits, wholes) }),
  };
}
