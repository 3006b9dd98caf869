/**
 * UTF-8 byte spans of tokens in a text, in order and without a gap. Special tokens are empty where they stand, unless their
 * marks (`<|im_start|>`) are written in the text and were read as such: then they span these.
 */
export interface ByteSpans {
  /** First byte of each token. */
  readonly start: Int32Array;
  /** Byte past the last of each token. */
  readonly end: Int32Array;
  /** 1 for special tokens: no byte they span was text to the model. */
  readonly special: Uint8Array;
}
