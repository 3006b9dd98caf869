import type { TokenAlternative } from "../scored/ScoredText.js";
import type { Tokenizer } from "../tokens/Tokenizer.js";
import { largestFirst } from "./largestFirst.js";

/** Natural logarithm of the sum of the exponentials, in doubles; -Infinity where all are. */
export function logSumExp(logits: ArrayLike<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logits.length; i++) if (logits[i] > most) most = logits[i];
  if (most === Number.NEGATIVE_INFINITY) return most;
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i] - most);
  return most + Math.log(sum);
}

/** Log-probability of a token under logits at temperature 1, nats, at most 0. */
export function logProbability(
  logits: ArrayLike<number>,
  id: number,
  all: number = logSumExp(logits),
): number {
  return Math.min(0, logits[id] - all);
}

/** The likeliest tokens, ties by the lowest id. */
export function likeliest(
  logits: ArrayLike<number>,
  count: number,
  tokenizer: Tokenizer,
  all: number = logSumExp(logits),
): TokenAlternative[] {
  const found: TokenAlternative[] = [];
  if (count === 0) return found;
  for (const id of largestFirst(logits, Math.min(logits.length, tokenizer.size))) {
    found.push({ id, bytes: tokenizer.bytes(id), logprob: logProbability(logits, id, all) });
    if (found.length >= count) break;
  }
  return found;
}
