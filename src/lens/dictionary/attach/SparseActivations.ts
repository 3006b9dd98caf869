/**
 * What fires at each token, as a sparse matrix (CSR): the features of token `t` are those from `offsets[t]` to
 * `offsets[t + 1]`. Tokens are those of all texts one after the other, without padding.
 */
export interface SparseActivations {
  /** Tokens (rows). */
  readonly tokens: number;
  /** Features there are (columns); of a codebook groups · codes. */
  readonly features: number;
  /** [tokens + 1]. */
  readonly offsets: Uint32Array;
  /**
   * Features of each token, ascending. Of a codebook `group · codes + id`, groups in order, the most similar code of a group first.
   */
  readonly indices: Uint32Array;
  /** Their activations, never 0; of a codebook all 1. */
  readonly values: Float32Array;
}

/** A dictionary's columns in a list of {@link SparseActivations}: a cross-layer transcoder has one entry for each layer. */
export interface SparseSource {
  /** Place of the dictionary in the list that was given. */
  readonly dictionary: number;
  /** Hook read. */
  readonly hook: string;
  readonly features: number;
}

/**
 * Reads what fires, batch after batch, with one compiled graph. Dense activations of one piece of the batch are all that is
 * held at a time (at most 64 MiB of them, or one text's).
 */
export interface SparseReader {
  readonly sources: readonly SparseSource[];
  /**
   * @param tokens one text or a batch of them, ids.
   * @returns one matrix for each of {@link sources}.
   */
  read(
    tokens: ArrayLike<number> | readonly ArrayLike<number>[],
    signal?: AbortSignal,
  ): Promise<SparseActivations[]>;
  /** Frees the graph; the model stays open. */
  close(): Promise<void>;
}
