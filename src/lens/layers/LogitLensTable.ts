import type { ByteSpans } from "../tokens/ByteSpans.js";

/**
 * What the model would say if it stopped after each layer: final norm and unembedding applied to the residual stream there
 * (nostalgebraist, "interpreting GPT: the logit lens", 2020). Nothing is trained: the tuned lens (Belrose et al.,
 * arXiv 2303.08112) learns an affine map a layer instead, because early layers of many models do not write in the basis
 * of the unembedding. A bad score early thus need not mean that the model does not know yet.
 *
 * Tables are row-major, one row a layer of {@link layers}, one column a token; a column holds what was said *of* that token,
 * read at the position before it, so that columns are those of a ScoredText. Where nothing stands before the first token (no beginning-of-text token either), it
 * has NaN, rank 0, ids -1.
 */
export interface LogitLens {
  /** Model, as `--model` names it. */
  readonly model: string;
  /** The text, where one was given, and the bytes of its tokens. */
  readonly text?: string;
  readonly spans?: ByteSpans;
  readonly ids: Int32Array;
  /** Tokens for people (`Tokenizer.show`). */
  readonly names: readonly string[];
  /** Blocks that have run, ascending: 0 is what goes into the first, the last one is the model itself. */
  readonly layers: readonly number[];
  /** Size of the vocabulary: a guess has a loss of its logarithm. */
  readonly vocabulary: number;
  /** Natural logarithm of the true token's probability. */
  readonly logprobs: Float32Array;
  /** Rank of the true token, 1 is the likeliest; tokens of the same probability share the better one. */
  readonly ranks: Int32Array;
  /** Entropy of the prediction, nats. */
  readonly entropies: Float32Array;
  /** Kullback–Leibler divergence of the last layer's prediction from this one's, Σ p_last ln(p_last / p), nats. */
  readonly divergences: Float32Array;
  /** Likeliest tokens a cell, at least 1. */
  readonly top: number;
  /** Ids of the likeliest tokens, [layers, tokens, top], and the logarithms of their probabilities. */
  readonly topIds: Int32Array;
  readonly topLogprobs: Float32Array;
  /** Every id of {@link topIds} for people. */
  readonly words: ReadonlyMap<number, string>;
}
