import { SourceError } from "../../program/SourceError.js";

/** What a row of logits says about the token that follows. */
export interface RowScore {
  /** Natural logarithm of the token's probability, at most 0. */
  readonly logprob: number;
  /** 1 plus the number of tokens with a larger logit. */
  readonly rank: number;
  /** Of the whole distribution, nats. */
  readonly entropy: number;
  /** Likeliest first, of equal ones the smaller id; log-probabilities. */
  readonly top: readonly (readonly [id: number, logprob: number])[];
}

/**
 * Scores a token by the logits of its place: `x - max - ln Σ exp(x - max)` in double precision.
 *
 * @param logits of one place or of several; those from `offset` on are used.
 * @param size of the vocabulary.
 * @throws SourceError for a logit that is not finite.
 */
export function scoreRow(
  logits: ArrayLike<number>,
  offset: number,
  size: number,
  id: number,
  top: number,
): RowScore {
  let max = Number.NEGATIVE_INFINITY;
  let all = 0;
  for (let i = offset; i < offset + size; i++) {
    const x = logits[i];
    all += x;
    if (x > max) max = x;
  }
  if (!Number.isFinite(all)) throw notFinite(logits, offset, size);
  const own = logits[offset + id];
  let sum = 0;
  let weighted = 0;
  let rank = 1;
  for (let i = offset; i < offset + size; i++) {
    const x = logits[i];
    const e = Math.exp(x - max);
    sum += e;
    weighted += e * (x - max);
    if (x > own) rank++;
  }
  const log = Math.log(sum);
  const logprobOf = (x: number): number => Math.min(0, x - max - log);
  return {
    logprob: logprobOf(own),
    rank,
    entropy: Math.max(0, log - weighted / sum),
    top: largest(logits, offset, size, top).map(i => [i - offset, logprobOf(logits[i])] as const),
  };
}

function notFinite(logits: ArrayLike<number>, offset: number, size: number): SourceError {
  let at = offset;
  while (at < offset + size - 1 && Number.isFinite(logits[at])) at++;
  const row = offset / size;
  return new SourceError(
    `row ${row}, id ${at - offset} is ${logits[at]}: every logit must be a finite number`,
    "logits",
  );
}

/** Indices of the largest entries, in order; by insertion, as few are wanted. */
function largest(logits: ArrayLike<number>, offset: number, size: number, count: number): number[] {
  const kept: number[] = [];
  if (count <= 0) return kept;
  for (let i = offset; i < offset + size; i++) {
    if (kept.length === count && !(logits[i] > logits[kept[count - 1]])) continue;
    let at = kept.length === count ? count - 1 : kept.length;
    while (at > 0 && logits[kept[at - 1]] < logits[i]) {
      kept[at] = kept[at - 1];
      at--;
    }
    kept[at] = i;
  }
  return kept;
}
