import { SourceError } from "../../program/SourceError.js";
import type { Aligned } from "../align/Aligned.js";
import type { AttentionPatterns } from "./AttentionPatterns.js";
import { matchLens } from "./matchLens.js";
import { leadOf, patternRow } from "./patternRow.js";

/** From where attention is asked for: a token (0-based), or a node (mean over the tokens it owns). Exactly one. */
export interface AttentionQuery {
  readonly token?: number;
  readonly node?: number;
  /**
   * `reads` (default): while the model reads the query's tokens. `predicts`: at the positions before them, where it says
   * what they will be; the first token has none unless a beginning-of-text token ran.
   */
  readonly at?: "reads" | "predicts";
  /** Index into `patterns.heads`; default the mean over all of them. */
  readonly head?: number;
}

/** Attention that nodes receive from one query. All of `own`, `special` and `outside` together are 1. */
export interface AttentionOnNodes {
  /** Positions the mean is over; -1 is the beginning-of-text token before the text. */
  readonly positions: readonly number[];
  /** By token: share of the attention. */
  readonly tokens: Float64Array;
  /** By node: what falls on its own segments (its text that is no child's). */
  readonly own: Float64Array;
  /** By node: its own and that of all below it. */
  readonly total: Float64Array;
  /** On special tokens, the one before the text too, and on text outside of the source. */
  readonly special: number;
  readonly outside: number;
}

/**
 * Attention pooled from tokens to nodes: a token's share goes to the nodes of its pieces, by the part of its bytes that is
 * theirs, and up to their ancestors; several query tokens count alike.
 *
 * @throws SourceError where the alignment is of other tokens, or the query is none of this text.
 */
export function attentionOnNodes(
  patterns: AttentionPatterns,
  aligned: Aligned,
  query: AttentionQuery,
): AttentionOnNodes {
  matchLens(patterns.ids, aligned);
  const lead = leadOf(patterns);
  const positions = queryPositions(aligned, query, lead);
  const tokens = new Float64Array(patterns.ids.length);
  let special = 0;
  for (const position of positions) {
    const row = patternRow(patterns, query.head, position + lead);
    for (let k = 0; k < lead; k++) special += row[k] / positions.length;
    for (let k = 0; k <= position; k++) tokens[k] += row[k + lead] / positions.length;
  }
  const { nodes } = aligned.source;
  const own = new Float64Array(nodes.length);
  let outside = 0;
  for (let t = 0; t < tokens.length; t++) {
    if (aligned.scored.spans.special[t] === 1) {
      special += tokens[t];
      continue;
    }
    let inside = 0;
    for (let p = aligned.pieceStart[t]; p < aligned.pieceStart[t + 1]; p++) {
      const share = aligned.pieceShare[p];
      own[aligned.pieceNode[p]] += tokens[t] * share;
      inside += share;
    }
    outside += tokens[t] * Math.max(0, 1 - inside);
  }
  const total = own.slice();
  for (let n = nodes.length - 1; n > 0; n--) if (nodes[n].parent >= 0) total[nodes[n].parent] += total[n];
  // Rounding of the shares' complement only.
  return { positions, tokens, own, total, special, outside: outside < 1e-9 ? 0 : outside };
}

/** The positions whose rows count. */
function queryPositions(aligned: Aligned, query: AttentionQuery, lead: number): number[] {
  const { token, node, at = "reads" } = query;
  const count = aligned.owner.length;
  if ((token === undefined) === (node === undefined))
    throw new SourceError("give either a token or a node", "attention query");
  if (at !== "reads" && at !== "predicts")
    throw new SourceError(`at must be "reads" or "predicts", not ${JSON.stringify(at)}`, "attention query");
  let tokens: number[];
  if (token !== undefined) {
    if (!(Number.isInteger(token) && token >= 0 && token < count))
      throw new SourceError(`token must be within 0..${count - 1}, not ${token}`, "attention query");
    tokens = [token];
  } else {
    const { nodes } = aligned.source;
    const found = nodes[node!];
    if (found === undefined)
      throw new SourceError(`node must be within 0..${nodes.length - 1}, not ${node}`, "attention query");
    const inside = (t: number): boolean => aligned.owner[t] >= found.id && aligned.owner[t] <= found.last;
    const all = [...aligned.owner.keys()].filter(inside);
    const content = all.filter(t => aligned.trivia[t] === 0);
    tokens = content.length > 0 ? content : all;
    if (tokens.length === 0)
      throw new SourceError(`node ${node} (${found.type}) owns no token of this text`, "attention query");
  }
  const positions = at === "reads" ? tokens : tokens.map(t => t - 1).filter(t => t >= -lead);
  if (positions.length === 0)
    throw new SourceError("nothing predicts the first token: ask for another one", "attention query");
  return positions;
}
