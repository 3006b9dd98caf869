import type { Aligned, AlignPolicy } from "./Aligned.js";
import { prefixSums } from "./prefixSums.js";
import { rangeMedian } from "./rangeMedian.js";
import type { TriviaPolicy } from "./scoreNodes.js";
import type { TokenRanges } from "./tokenRanges.js";

/** Sums over the tokens of one node. */
export interface TokenSums {
  /** Counted tokens, and those of them without a probability. */
  tokens: number;
  unscored: number;
  /** Of those with one: their run among all such, `[from, to)`; sums of log p, weights, bytes, p and entropy (NaN: not known). */
  from: number;
  to: number;
  logprob: number;
  weight: number;
  bytes: number;
  p: number;
  entropy: number;
}

/** Tokens that count, and their sums over the run of any node. */
export interface CountedTokens {
  /** By token: 1 where it counts and has a probability. */
  readonly scored: Uint8Array;
  /** By token: its probability, NaN without one. */
  readonly p: Float64Array;
  /** The same object at every call. */
  readonly of: (node: number, ranges: TokenRanges) => TokenSums;
  /** Median probability of the run `[from, to)` of tokens with one. */
  readonly medianP: (from: number, to: number) => number;
}

/** How {@link countedTokens} chooses and weighs. */
export interface Counting {
  readonly policy: AlignPolicy;
  readonly trivia: TriviaPolicy;
  /** Of {@link TokenRanges}. */
  readonly owner: Int32Array | undefined;
}

/** Prepares the sums of every node under a policy, each in constant time. */
export function countedTokens(aligned: Aligned, { policy, trivia, owner }: Counting): CountedTokens {
  const { scored: text, pieceStart, pieceBytes, pieceToken } = aligned;
  const { logprobs, entropies, spans } = text;
  const count = logprobs.length;
  const inPieces = new Int32Array(pieceBytes.length + 1);
  for (let piece = 0; piece < pieceBytes.length; piece++) {
    inPieces[piece + 1] = inPieces[piece] + pieceBytes[piece];
  }
  const length = (token: number): number => spans.end[token] - spans.start[token];
  const inside = (token: number): number => inPieces[pieceStart[token + 1]] - inPieces[pieceStart[token]];
  const split = policy === "split";

  const scored = new Uint8Array(count);
  const p = new Float64Array(count).fill(Number.NaN);
  /** By token: how many before it count, and how many of them have a probability. */
  const countedBefore = new Int32Array(count + 1);
  const before = new Int32Array(count + 1);
  const bytesBefore = new Int32Array(count + 1);
  for (let token = 0; token < count; token++) {
    const mine = owner === undefined ? pieceStart[token + 1] > pieceStart[token] : owner[token] >= 0;
    const kept = mine && (trivia === "with" || (aligned.trivia[token] === 1) === (trivia === "only"));
    const known = kept && !Number.isNaN(logprobs[token]);
    if (known) {
      scored[token] = 1;
      p[token] = Math.min(1, Math.exp(logprobs[token]));
    }
    countedBefore[token + 1] = countedBefore[token] + (kept ? 1 : 0);
    before[token + 1] = before[token] + (known ? 1 : 0);
    bytesBefore[token + 1] = bytesBefore[token] + (known ? (split ? inside(token) : length(token)) : 0);
  }
  const listed = before[count];
  const weights = new Float64Array(listed);
  const own = {
    logprob: new Float64Array(listed),
    p: new Float64Array(listed),
    plain: new Float64Array(listed),
  };
  const entropy = new Float64Array(listed);
  for (let token = 0; token < count; token++) {
    if (scored[token] === 0) continue;
    const at = before[token];
    const weight = split ? inside(token) / length(token) : 1;
    weights[at] = weight;
    own.logprob[at] = weight * logprobs[token];
    own.p[at] = weight * p[token];
    own.plain[at] = p[token];
    // One unknown entropy makes the sum unknown: the infinite sum stands for it.
    const known = entropies === undefined ? Number.NaN : entropies[token];
    entropy[at] = Number.isNaN(known) ? Number.POSITIVE_INFINITY : weight * known;
  }
  const sums = {
    logprob: prefixSums(own.logprob),
    weight: prefixSums(weights),
    p: prefixSums(own.p),
    entropy: prefixSums(entropy),
  };
  const result: TokenSums = {
    tokens: 0,
    unscored: 0,
    from: 0,
    to: 0,
    logprob: 0,
    weight: 0,
    bytes: 0,
    p: 0,
    entropy: 0,
  };
  const addRun = (low: number, high: number): void => {
    const from = before[low];
    const to = before[high];
    result.logprob += sums.logprob.sum(from, to);
    result.weight += sums.weight.sum(from, to);
    result.p += sums.p.sum(from, to);
    result.entropy += sums.entropy.sum(from, to);
    result.bytes += bytesBefore[high] - bytesBefore[low];
  };
  /** A token at the border, of which only some pieces are the node's. */
  const addEdge = (token: number, first: number, end: number): void => {
    if (scored[token] === 0) return;
    const bytes = inPieces[end] - inPieces[first];
    const weight = bytes / length(token);
    result.logprob += weight * logprobs[token];
    result.weight += weight;
    result.p += weight * p[token];
    const known = entropies === undefined ? Number.NaN : entropies[token];
    result.entropy += Number.isNaN(known) ? Number.POSITIVE_INFINITY : weight * known;
    result.bytes += bytes;
  };
  return {
    scored,
    p,
    medianP: rangeMedian(own.plain),
    of: (node, { low, high, firstPiece, pieceEnd }) => {
      const first = low[node];
      const past = high[node];
      result.tokens = countedBefore[past] - countedBefore[first];
      result.from = before[first];
      result.to = before[past];
      result.unscored = result.tokens - (result.to - result.from);
      result.logprob = 0;
      result.weight = 0;
      result.p = 0;
      result.entropy = 0;
      result.bytes = 0;
      if (!split || past === first) addRun(first, past);
      else {
        const pieces = firstPiece[node];
        const end = pieceEnd[node];
        addEdge(first, pieces, Math.min(end, pieceStart[first + 1]));
        if (past - first > 1) {
          addRun(first + 1, past - 1);
          addEdge(past - 1, pieceStart[pieceToken[end - 1]], end);
        }
      }
      if (result.entropy === Number.POSITIVE_INFINITY) result.entropy = Number.NaN;
      return result;
    },
  };
}
