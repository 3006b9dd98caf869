import type { TokenAlternative } from "./ScoredText.js";
import type { RowScore } from "./scoreRow.js";

/** The arrays of a {@link ScoredText}, while they are filled. */
export interface TokenScoreArrays {
  readonly logprobs: Float64Array;
  readonly ranks: Int32Array;
  readonly entropies: Float64Array;
  readonly alternatives: (readonly TokenAlternative[])[];
}

/** Arrays of tokens that are not scored yet. */
export function emptyScores(count: number): TokenScoreArrays {
  return {
    logprobs: new Float64Array(count).fill(Number.NaN),
    ranks: new Int32Array(count),
    entropies: new Float64Array(count).fill(Number.NaN),
    alternatives: Array.from({ length: count }, () => []),
  };
}

/**
 * Notes the score of a token.
 *
 * @param bytes of an id of the vocabulary.
 */
export function putScore(
  scores: TokenScoreArrays,
  token: number,
  { logprob, rank, entropy, top }: RowScore,
  bytes: (id: number) => Uint8Array,
): void {
  scores.logprobs[token] = logprob;
  scores.ranks[token] = rank;
  scores.entropies[token] = entropy;
  scores.alternatives[token] = top.map(([id, its]) => ({ id, bytes: bytes(id), logprob: its }));
}
