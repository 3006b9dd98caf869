import type { Aligned, AlignedSource } from "../../lens/align/Aligned.js";
import { align } from "../../lens/align/align.js";
import { decomposeLoss } from "../../lens/align/decomposeLoss.js";
import { nodeKey } from "../../lens/align/nodeKey.js";
import { type NodeTally, type TallyOptions, tallyNodes } from "../../lens/align/tallyNodes.js";
import type { ScoredText } from "../../lens/scored/ScoredText.js";
import { AlignError } from "../../lens/tokens/AlignError.js";
import { CATEGORIES } from "../../program/Node.js";
import { SourceError } from "../../program/SourceError.js";
import type { CorpusExclusion, CorpusTable, ExcludedPrograms } from "./CorpusTable.js";
import { type ClusterTallies, corpusRows, type ProgramTallies } from "./corpusRows.js";

/** One program of a corpus, scored: aligned already, or what {@link align} takes. */
export type CorpusItem = {
  /** Name of the program; items of one name are one program. */
  readonly program: string;
  /** Programs of one cluster depend on each other (mutants, translations); default: each stands alone. */
  readonly cluster?: string;
} & (
  | { readonly aligned: Aligned }
  | { readonly aligned?: undefined; readonly source: AlignedSource; readonly scored: ScoredText }
);

/** How {@link corpusScores} counts. */
export interface CorpusOptions extends TallyOptions {
  /** Programs a row needs for its numbers; default 5. */
  readonly least?: number;
  /** Of the bootstrap; default 1. */
  readonly seed?: number;
  /** Resamples; default 1000, 0 for no intervals. */
  readonly draws?: number;
  /** Groups to list even where the corpus has none. */
  readonly keys?: readonly string[];
}

/**
 * Scores of a corpus by kind of node and by category: counts, pooled and per-program means, and 95 % intervals by
 * resampling programs (not nodes: those of one program are alike). Programs are read one at a time and only their sums are kept.
 *
 * @throws SourceError for options out of range.
 */
export async function corpusScores(
  items: Iterable<CorpusItem> | AsyncIterable<CorpusItem>,
  options: CorpusOptions = {},
): Promise<CorpusTable> {
  const { least = 5, seed = 1, draws = 1000, keys = [], ...tally } = options;
  for (const [name, value, lowest] of [
    ["least", least, 1],
    ["draws", draws, 0],
    ["seed", seed, 0],
  ] as const) {
    if (!Number.isSafeInteger(value) || value < lowest) {
      throw new SourceError(`expected a whole number from ${lowest}, got ${value}`, name);
    }
  }
  const clusters = new Map<string, Map<string, ProgramTallies>>();
  const names = new Set<string>();
  const excluded = new Map<CorpusExclusion, { count: number; first: string; message?: string }>();
  const total = { tokens: 0, bytes: 0, bits: 0, unscored: 0 };
  const exclude = (reason: CorpusExclusion, first: string, message?: string): void => {
    const known = excluded.get(reason);
    if (known === undefined) excluded.set(reason, { count: 1, first, message });
    else known.count++;
  };
  for await (const item of items) {
    let aligned: Aligned;
    try {
      aligned = item.aligned ?? align(item.source, item.scored);
    } catch (error) {
      if (!(error instanceof AlignError)) throw error;
      exclude("tokens and text differ", item.program, error.message);
      continue;
    }
    const loss = decomposeLoss(aligned, { policy: tally.policy === "within" ? "within" : "primary" });
    if (loss.tokens === 0) {
      exclude("nothing scored", item.program);
      continue;
    }
    names.add(item.program);
    const cluster = at(clusters, item.cluster ?? item.program, () => new Map<string, ProgramTallies>());
    const program = at(cluster, item.program, () => ({ groups: new Map(), categories: new Map() }));
    for (const [key, sums] of tallyNodes(aligned, tally)) add(program.groups, key, sums);
    const owners = owningNodes(aligned);
    for (const { key, bits, bytes, tokens } of loss.parts) {
      const nodes = owners.get(key) ?? 0;
      add(program.categories, key, { nodes, scored: nodes, tokens, bytes, bits, p: Number.NaN });
    }
    total.tokens += loss.tokens;
    total.bytes += loss.bytes;
    total.bits += loss.bits;
    total.unscored += loss.unscored;
  }
  const list: ClusterTallies[] = [...clusters.values()].map(cluster => [...cluster.values()]);
  const settings = { least, seed, draws };
  return {
    programs: names.size,
    clusters: list.length,
    excluded: [...excluded].map(([reason, what]): ExcludedPrograms => ({ reason, ...what })),
    rows: corpusRows(list, "groups", keys, settings),
    categories: corpusRows(list, "categories", CATEGORIES, settings),
    total,
    seed,
    draws,
  };
}

function at<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}

function add(tallies: Map<string, NodeTally>, key: string, sums: NodeTally): void {
  const to = at(tallies, key, () => ({ nodes: 0, scored: 0, tokens: 0, bytes: 0, bits: 0, p: 0 }));
  for (const name of ["nodes", "scored", "tokens", "bytes", "bits", "p"] as const) to[name] += sums[name];
}

/** By category: nodes that own tokens other than white space. */
function owningNodes({ source, owner, trivia }: Aligned): Map<string, number> {
  const counts = new Map<string, number>();
  const seen = new Set<number>();
  for (let token = 0; token < owner.length; token++) {
    const node = owner[token];
    if (node < 0 || trivia[token] === 1 || seen.has(node)) continue;
    seen.add(node);
    const key = nodeKey(source.nodes[node], source, "category")!;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
