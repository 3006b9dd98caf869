/**
 * What the logit lens figure draws, as plain data. Tables are [rows, tokens] bytes in base64, one row a layer, so that a page
 * stays small; `255` is nothing said.
 */
export interface LensModel {
  readonly text: string;
  readonly model: string;
  /** Blocks that have run, by row. */
  readonly layers: readonly number[];
  readonly tokens: number;
  /** log2 of the vocabulary's size: bits of a guess. */
  readonly guess: number;
  /** What is painted, in order: UTF-16 length, first token, tokens beyond it, node (-1: none), name of a special token. */
  readonly units: readonly LensUnit[];
  /** −log2 p of the true token in eighths of a bit, at most 254 of them. */
  readonly bits: string;
  /** log2 of its rank in twelfths. */
  readonly ranks: string;
  /** Entropy and Kullback–Leibler divergence of the last layer from it, in eighths of a bit. */
  readonly entropies: string;
  readonly divergences: string;
  /** Likeliest tokens kept a cell; index into `words` (16 bits, low byte first; 65535: none) and √p · 255 of each. */
  readonly shown: number;
  readonly said: string;
  readonly saidP: string;
  readonly words: readonly string[];
  /** Row at which each token is decided, -1 where it never is or nothing was said of it. */
  readonly final: readonly number[];
  readonly truth: readonly number[];
  /** Nodes: index into `types`, parent, row at which all its tokens are (true token); -1 never, -2 nothing said. */
  readonly nodes: readonly (readonly [type: number, parent: number, row: number])[];
  readonly types: readonly string[];
  readonly summary: readonly LensRow[];
  readonly categories: readonly LensGroup[];
  readonly byType: readonly LensGroup[];
}

/** See {@link LensModel.units}. */
export type LensUnit = readonly [length: number, token: number, more: number, node: number, special?: string];

/** One layer over all tokens that something was said of. */
export interface LensRow {
  readonly layer: number;
  /** Mean −log2 p, entropy and divergence, bits; share of tokens that are the likeliest; median rank. */
  readonly bits: number;
  readonly entropy: number;
  readonly divergence: number;
  readonly right: number;
  readonly rank: number;
  /** Tokens decided here, by either definition. */
  readonly final: number;
  readonly truth: number;
}

/** Deciding layers of a category or type (true token). */
export interface LensGroup {
  readonly name: string;
  readonly nodes: number;
  readonly decided: number;
  readonly first?: number;
  readonly median?: number;
  readonly third?: number;
}
