import type { Aligned } from "../align/Aligned.js";
import type { AttentionPatterns, HeadName } from "./AttentionPatterns.js";
import { matchLens } from "./matchLens.js";
import { leadOf, patternRow } from "./patternRow.js";

/**
 * What a head looks at, on average over the queries of a text (the first position, which can only look at itself, left out).
 * Shares are 0..1 of a query's attention; a number is undefined where no query has such keys.
 */
export interface HeadSummary extends HeadName {
  /** Mean entropy of a row, bits; `maximum` is what even attention over all it may see would have. */
  readonly entropy: number;
  readonly maximum: number;
  /** On the token itself, on the one just before, on the first of the text (the "attention sink", Xiao et al., arXiv 2309.17453). */
  readonly self: number;
  readonly previous: number;
  readonly first: number;
  /**
   * On earlier places of the same name: of queries owned by a leaf of category `name` whose text stands before as another such
   * leaf. `sameNameEven` is what even attention would put there: the baseline.
   */
  readonly sameName?: number;
  readonly sameNameEven?: number;
  /** Queries behind it. */
  readonly sameNameQueries: number;
  /** On the token after an earlier one of the same id (induction, Olsson et al., arXiv 2209.11895), and its baseline. */
  readonly induction?: number;
  readonly inductionEven?: number;
  readonly inductionQueries: number;
}

/** For each query the keys that count; undefined where there are none. */
type KeySets = readonly (readonly number[] | undefined)[];

/**
 * Summaries of all heads in `patterns`, in their order.
 *
 * @throws SourceError where the alignment is of other tokens or a row is no attention.
 */
export function headSummaries(patterns: AttentionPatterns, aligned: Aligned): HeadSummary[] {
  matchLens(patterns.ids, aligned);
  const lead = leadOf(patterns);
  const tokens = patterns.ids.length + lead;
  const names = sameNames(aligned);
  const after = followers(patterns.ids, patterns.special);
  const queries = Math.max(0, tokens - 1);
  let maximum = 0;
  for (let q = 1; q < tokens; q++) maximum += Math.log2(q + 1) / queries;
  return patterns.heads.map((name, head) => {
    const sums = { entropy: 0, self: 0, previous: 0, first: 0 };
    const same = new SetShare();
    const induced = new SetShare();
    for (let q = 1; q < tokens; q++) {
      const row = patternRow(patterns, head, q);
      for (let k = 0; k <= q; k++) if (row[k] > 0) sums.entropy -= row[k] * Math.log2(row[k]);
      sums.self += row[q];
      sums.previous += row[q - 1];
      sums.first += row[0];
      same.add(row, q, names[q - lead], lead);
      induced.add(row, q, after[q - lead], lead);
    }
    const mean = (sum: number): number => (queries === 0 ? Number.NaN : sum / queries);
    return {
      ...name,
      entropy: mean(sums.entropy),
      maximum: queries === 0 ? Number.NaN : maximum,
      self: mean(sums.self),
      previous: mean(sums.previous),
      first: mean(sums.first),
      ...(same.queries > 0 && { sameName: same.mean(), sameNameEven: same.even() }),
      sameNameQueries: same.queries,
      ...(induced.queries > 0 && { induction: induced.mean(), inductionEven: induced.even() }),
      inductionQueries: induced.queries,
    };
  });
}

/** Mean share of a set of keys, and what even attention would give it. */
class SetShare {
  queries = 0;
  private share = 0;
  private evenly = 0;

  add(row: ArrayLike<number>, query: number, keys: readonly number[] | undefined, lead: number): void {
    if (keys === undefined) return;
    this.queries++;
    for (const key of keys) this.share += row[key + lead];
    this.evenly += keys.length / (query + 1);
  }

  mean(): number {
    return this.share / this.queries;
  }

  even(): number {
    return this.evenly / this.queries;
  }
}

/** By token: tokens of earlier leaves that are the same name. */
export function sameNames(aligned: Aligned): KeySets {
  const { nodes, source } = aligned.source;
  const places = new Map<string, { readonly node: number; readonly token: number }[]>();
  return Array.from(aligned.owner, (owner, token) => {
    const node = nodes[owner];
    if (
      node === undefined ||
      node.category !== "name" ||
      node.last !== node.id ||
      aligned.trivia[token] === 1
    )
      return undefined;
    const text = source.slice(node.start, node.end);
    let known = places.get(text);
    if (known === undefined) {
      known = [];
      places.set(text, known);
    }
    const earlier = known.filter(place => place.node !== owner).map(place => place.token);
    known.push({ node: owner, token });
    return earlier.length > 0 ? earlier : undefined;
  });
}

/** By token: the places after earlier tokens of the same id. */
function followers(ids: Int32Array, special: Uint8Array): KeySets {
  const places = new Map<number, number[]>();
  return Array.from(ids, (id, token) => {
    if (special[token] === 1) return undefined;
    const known = places.get(id);
    if (known === undefined) {
      places.set(id, [token]);
      return undefined;
    }
    const earlier = known.filter(place => place + 1 < token).map(place => place + 1);
    known.push(token);
    return earlier.length > 0 ? earlier : undefined;
  });
}
