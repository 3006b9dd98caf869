import type { ByteSpans } from "../tokens/ByteSpans.js";

/** One attention head: block and head in it, both 0-based, as in `blocks.3.attn.hook_pattern`. */
export interface HeadName {
  readonly layer: number;
  readonly head: number;
}

/** Attention of some heads over one text. */
export interface AttentionPatterns {
  /** Model, as `--model` names it. */
  readonly model: string;
  /** The text, where one was given, and the bytes of its tokens. */
  readonly text?: string;
  readonly spans?: ByteSpans;
  readonly ids: Int32Array;
  /** Tokens for people (`Tokenizer.show`). */
  readonly names: readonly string[];
  readonly special: Uint8Array;
  /** By layer, then head. */
  readonly heads: readonly HeadName[];
  /** Name of the beginning-of-text token that ran before them; positions of {@link patterns} begin with it then. */
  readonly lead?: string;
  /**
   * [heads, query, key], row-major; each row sums to 1, and keys after the query have 0. The row of a query is what the
   * model looks at *while it reads that token*, to predict the next one.
   */
  readonly patterns: Float32Array;
}
