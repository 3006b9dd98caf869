/** UTF-8 byte spans of tokens in a text, in order and without a gap; special tokens are empty where they stand. */
export interface ByteSpans {
  /** First byte of each token. */
  readonly start: Int32Array;
  /** Byte past the last of each token. */
  readonly end: Int32Array;
  /** 1 for special tokens: no byte of the text is theirs. */
  readonly special: Uint8Array;
}
