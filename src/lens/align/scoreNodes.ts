import type { Aligned, AlignPolicy, NodeScore } from "./Aligned.js";
import { countedTokens } from "./countedTokens.js";
import { extremes } from "./extremes.js";
import { sharedTokens } from "./sharedTokens.js";
import { tokenRanges } from "./tokenRanges.js";

/** What to do with tokens of white space between leaves. */
export type TriviaPolicy =
  /** They count for no node. Default: how a model indents says little, and tokenizers differ in it most. */
  | "apart"
  /** They count as every other token, for the node around. */
  | "with"
  /** Nothing else counts. */
  | "only";

/** How {@link scoreNodes} counts. */
export interface NodeScoreOptions {
  /** Default `primary`. */
  readonly policy?: AlignPolicy;
  /** Default `apart`. */
  readonly trivia?: TriviaPolicy;
}

/**
 * Scores of every node, by id: of its own tokens and those of all nodes below. A token without a probability is counted
 * as unscored and in nothing else; where no token has one, every score is undefined. O(n log n), whatever the nesting.
 */
export function scoreNodes(aligned: Aligned, options: NodeScoreOptions = {}): NodeScore[] {
  const { policy = "primary", trivia = "apart" } = options;
  const { nodes } = aligned.source;
  const ranges = tokenRanges(aligned, policy);
  const shared = sharedTokens(aligned, ranges);
  const counted = countedTokens(aligned, { policy, trivia, owner: ranges.owner });
  const { min, max } = extremes(aligned, counted, ranges.owner);
  const scores = new Array<NodeScore>(nodes.length);
  for (let id = 0; id < nodes.length; id++) {
    const { tokens, unscored, logprob, weight, bytes, p, entropy, from, to } = counted.of(id, ranges);
    const some = to > from;
    const bits = some ? Math.max(0, -logprob / Math.LN2) : undefined;
    scores[id] = {
      node: id,
      tokens,
      unscored,
      shared: shared[id],
      bytes,
      bits,
      bitsPerByte: bits !== undefined && bytes > 0 ? bits / bytes : undefined,
      geometricP: some ? Math.min(1, Math.exp(logprob / weight)) : undefined,
      meanP: some ? p / weight : undefined,
      medianP: some ? counted.medianP(from, to) : undefined,
      maxP: some ? counted.p[max[id]] : undefined,
      minP: some ? counted.p[min[id]] : undefined,
      weakest: some ? min[id] : undefined,
      excess: bits !== undefined && !Number.isNaN(entropy) ? bits - entropy / Math.LN2 : undefined,
    };
  }
  return scores;
}
