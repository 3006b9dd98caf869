import type { Tokenizer } from "../../tokens/Tokenizer.js";

/** A token of the vocabulary and its number. */
export interface TokenWeight {
  readonly id: number;
  /** Its text, for people. */
  readonly token: string;
  readonly weight: number;
}

/** What a direction says of every token. */
export interface TokenWeights {
  /** Highest first. */
  readonly top: readonly TokenWeight[];
  /** Lowest first. */
  readonly bottom: readonly TokenWeight[];
  readonly mean: number;
  readonly std: number;
  /** Counts over the whole vocabulary in bins of equal width; `edges` has one more. */
  readonly histogram: { readonly edges: readonly number[]; readonly counts: readonly number[] };
}

const BINS = 40;

/** The tokens at both ends, and how all are spread. Ids that the tokenizer does not have (padding rows) do not count. */
export function tokenWeights(weights: Float32Array, tokenizer: Tokenizer, count: number): TokenWeights {
  const ids: number[] = [];
  for (let id = 0; id < weights.length; id++) if (tokenizer.has(id)) ids.push(id);
  const order = Uint32Array.from(ids).sort((a, b) => weights[b] - weights[a] || a - b);
  const named = (id: number): TokenWeight => ({ id, token: tokenizer.show(id), weight: weights[id] });
  let sum = 0;
  for (const id of ids) sum += weights[id];
  const mean = sum / ids.length;
  let square = 0;
  for (const id of ids) square += (weights[id] - mean) ** 2;
  const low = weights[order[order.length - 1]];
  const high = weights[order[0]];
  const counts = new Array<number>(BINS).fill(0);
  const width = high - low || 1;
  for (const id of ids) counts[Math.min(BINS - 1, Math.floor(((weights[id] - low) / width) * BINS))]++;
  return {
    top: [...order.subarray(0, count)].map(named),
    bottom: [...order.subarray(Math.max(0, order.length - count))].reverse().map(named),
    mean,
    std: Math.sqrt(square / ids.length),
    histogram: { edges: Array.from({ length: BINS + 1 }, (_, i) => low + (width * i) / BINS), counts },
  };
}
