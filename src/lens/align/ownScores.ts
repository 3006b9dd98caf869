import { SourceError } from "../../program/SourceError.js";
import type { Aligned } from "./Aligned.js";
import type { NodeScoreOptions } from "./scoreNodes.js";
import { tokenRanges } from "./tokenRanges.js";

/** What every node has itself, without the nodes below it. By node id. */
export interface OwnScores {
  /** -Σ log2 p; the sum over all nodes is that of the text. */
  readonly bits: Float64Array;
  /** UTF-8 bytes of tokens with a probability. */
  readonly bytes: Float64Array;
  /** Tokens with a probability, under `split` their shares. */
  readonly tokens: Float64Array;
}

/**
 * Own scores of every node: no token counts twice, so that any grouping of nodes adds up. Linear.
 *
 * @throws SourceError for the policy `any`, under which tokens count in several nodes.
 */
export function ownScores(
  aligned: Aligned,
  { policy = "primary", trivia = "with" }: NodeScoreOptions = {},
): OwnScores {
  if (policy === "any") {
    throw new SourceError("under any, tokens count in several nodes and own scores do not add up", "policy");
  }
  const { source, scored, pieceNode, pieceToken, pieceBytes, pieceShare } = aligned;
  const count = source.nodes.length;
  const bits = new Float64Array(count);
  const bytes = new Float64Array(count);
  const tokens = new Float64Array(count);
  const counts = (token: number): boolean =>
    !Number.isNaN(scored.logprobs[token]) &&
    (trivia === "with" || (aligned.trivia[token] === 1) === (trivia === "only"));
  if (policy === "split") {
    for (let piece = 0; piece < pieceNode.length; piece++) {
      const token = pieceToken[piece];
      if (!counts(token)) continue;
      const node = pieceNode[piece];
      bits[node] -= (pieceShare[piece] * scored.logprobs[token]) / Math.LN2;
      bytes[node] += pieceBytes[piece];
      tokens[node] += pieceShare[piece];
    }
    return { bits, bytes, tokens };
  }
  const { start, end } = scored.spans;
  const owner = tokenRanges(aligned, policy).owner!;
  for (let token = 0; token < owner.length; token++) {
    const node = owner[token];
    if (node < 0 || !counts(token)) continue;
    bits[node] -= scored.logprobs[token] / Math.LN2;
    bytes[node] += end[token] - start[token];
    tokens[node]++;
  }
  return { bits, bytes, tokens };
}
