/**
 * What fires on each of some tokens, in the order of the tokens (CSR): units `indices[offsets[t] .. offsets[t + 1])` on the t-th,
 * with their activations. Values of 0 are no firings. `SparseActivations` are such blocks.
 */
export interface FiringBlock {
  /** [tokens + 1], ascending from 0. */
  readonly offsets: Uint32Array;
  /** Units, each at most once a token. */
  readonly indices: Uint32Array | Uint16Array | Int32Array;
  readonly values: Float32Array;
}

/** Units that belong together: features of a dictionary, codes of a codebook, neurons of a layer. */
export interface UnitGroup {
  /** Unique name, such as the hook (`blocks.2.hook_mlp_out`), with the head or group behind it where there are several. */
  readonly name: string;
  /** `feature`: a feature's activation. `code`: rank r of k is the value (k − r) / k. `neuron`: an activation, with its sign. */
  readonly kind: "feature" | "code" | "neuron";
  readonly units: number;
  /** Codes a token has, of codes. */
  readonly k?: number;
}
