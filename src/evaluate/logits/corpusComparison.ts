import type { Aligned } from "../../lens/align/Aligned.js";
import { type CompareScoredOptions, compareScored } from "../../lens/align/compareScored.js";
import { bootstrapRatios, type RatioBootstrap } from "./bootstrapRatios.js";
import type { Estimate } from "./CorpusTable.js";

/** One program under two models. */
export interface ComparedItem {
  readonly program: string;
  /** Programs of one cluster depend on each other; default: each stands alone. */
  readonly cluster?: string;
  readonly a: Aligned;
  readonly b: Aligned;
}

/** A group of nodes under two models, over a corpus. */
export interface ComparisonPart {
  readonly key: string;
  readonly bytes: number;
  /** Bits of the first and of the second model; `difference` is `b - a`, negative where the second is better. */
  readonly a: number;
  readonly b: number;
  readonly difference: number;
  /** Part of the whole difference; parts add up to 1. Undefined where that is 0. */
  readonly share?: number;
  /** Difference in bits per byte of the group, with its interval over clusters; not a number where not a byte was scored by both. */
  readonly perByte: Estimate;
}

/** Two models over a corpus. */
export interface CorpusComparison {
  readonly programs: number;
  readonly clusters: number;
  /** Largest difference first; differences add up to that of `total`. */
  readonly parts: readonly ComparisonPart[];
  readonly total: ComparisonPart;
  /** Bits of bytes that only one of the two scored: in nothing else. */
  readonly onlyA: number;
  readonly onlyB: number;
}

/** How {@link corpusComparison} groups and resamples. */
export interface CorpusComparisonOptions extends CompareScoredOptions {
  /** Default 1. */
  readonly seed?: number;
  /** Resamples; default 1000, 0 for no intervals. */
  readonly draws?: number;
}

type Sums = { bytes: number; a: number; b: number };

/**
 * Where one model saves bits over another, whatever their tokenizers: an exact sum over groups of nodes, with intervals by
 * resampling programs. Programs are read one at a time and only their sums are kept.
 */
export async function corpusComparison(
  items: Iterable<ComparedItem> | AsyncIterable<ComparedItem>,
  options: CorpusComparisonOptions = {},
): Promise<CorpusComparison> {
  const { seed = 1, draws = 1000, ...comparing } = options;
  const clusters = new Map<string, Map<string, Sums>>();
  const keys = new Set<string>();
  const programs = new Set<string>();
  let onlyA = 0;
  let onlyB = 0;
  for await (const { program, cluster = program, a, b } of items) {
    const found = compareScored(a, b, comparing);
    programs.add(program);
    onlyA += found.onlyA;
    onlyB += found.onlyB;
    const sums = clusters.get(cluster) ?? new Map<string, Sums>();
    clusters.set(cluster, sums);
    for (const part of found.parts) {
      keys.add(part.key);
      for (const key of [part.key, TOTAL]) {
        const sum = sums.get(key) ?? { bytes: 0, a: 0, b: 0 };
        sums.set(key, sum);
        sum.bytes += part.bytes;
        sum.a += part.a;
        sum.b += part.b;
      }
    }
  }
  const list = [...clusters.values()];
  const bootstrap = bootstrapRatios(list.length, { seed, draws });
  const whole = part(list, TOTAL, undefined, bootstrap);
  const parts = [...keys].map(key => part(list, key, whole.difference, bootstrap));
  parts.sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference) || (x.key < y.key ? -1 : 1));
  return {
    programs: programs.size,
    clusters: list.length,
    parts,
    total: { ...whole, key: "total" },
    onlyA,
    onlyB,
  };
}

/** Key of all groups together: no group is called so. */
const TOTAL = "\0total";

function part(
  clusters: readonly ReadonlyMap<string, Sums>[],
  key: string,
  whole: number | undefined,
  { ratio }: RatioBootstrap,
): ComparisonPart {
  const column = (of: (sums: Sums) => number): Float64Array =>
    Float64Array.from(clusters, cluster => {
      const sums = cluster.get(key);
      return sums === undefined ? 0 : of(sums);
    });
  const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
  const bytes = column(sums => sums.bytes);
  const differences = column(sums => sums.b - sums.a);
  const difference = total(differences);
  return {
    key,
    bytes: total(bytes),
    a: total(column(sums => sums.a)),
    b: total(column(sums => sums.b)),
    difference,
    share: whole === undefined || whole === 0 ? undefined : difference / whole,
    perByte: ratio(differences, bytes) ?? { value: Number.NaN },
  };
}
