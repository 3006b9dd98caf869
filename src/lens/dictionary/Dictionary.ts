/** Where a dictionary was read from. */
export interface DictionarySource {
  /** Layout on disk it was read from; `memory` for one that was made here. */
  readonly format:
    | "saelens"
    | "sparsify"
    | "circuit-tracer"
    | "gemmascope-npz"
    | "gemmascope-safetensors"
    | "dunefsky"
    | "codebook-features"
    | "tracebook"
    | "memory";
  /** Files that were read, sorted; no folder of this machine in them. */
  readonly files: readonly string[];
  /**
   * SHA-256, hex, over the tensors as they are used (float32, by name) and what else decides what it computes: activation and k, scaling,
   * similarity, hooks, layer and head.
   */
  readonly sha256: string;
  /** The model it was made for, where the file says so. */
  readonly model?: string;
  /**
   * It was made on weights that TransformerLens had centred (its default): the residual stream, `hook_attn_out` and
   * `hook_mlp_out` it knows have a mean of 0 over the model's width, which those of this package have not. Without
   * meaning for models with RMSNorm (Llama, Gemma, Qwen): TransformerLens does not centre those.
   */
  readonly centred?: boolean;
}

/** What makes activations of pre-activations p = x·Wᵀ + b, one a feature. */
export type SparseActivation =
  /** max(p, 0). */
  | { readonly kind: "relu" }
  /**
   * p where p > θ (strictly) and p > 0, else 0; θ [features]. Gated SAEs (Rajamanoharan et al., arXiv 2404.16014) are read as
   * this: x·W + b_gate > 0 says the same as p = x·(W·e^r) + b_mag > b_mag − b_gate·e^r, which is their θ.
   */
  | { readonly kind: "jumprelu"; readonly threshold: Float32Array }
  /**
   * The k largest p of a token, the others 0; of equal ones the feature that comes first. With `relu` those below 0 are 0 too (SAELens, sparsify); circuit-tracer keeps
   * them.
   */
  | { readonly kind: "topk"; readonly k: number; readonly relu: boolean };

/**
 * How an input is scaled before it is encoded. An SAE's output is scaled back; a transcoder's is not (as in SAELens), for it is
 * another vector. Constant scales (`expected_average_only_in`) are folded into the weights when a file is read.
 */
export type InputScaling =
  | { readonly kind: "none" }
  /** x·√d/‖x‖; output divided by √d/‖x‖ (SAELens `constant_norm_rescale`). */
  | { readonly kind: "constant norm" }
  /** (x − μ)/(std + 1e-5) with the unbiased std; output ·std + μ (SAELens `layer_norm`). */
  | { readonly kind: "layer norm" };

/**
 * An SAE (reads and writes one hook) or a transcoder (reads an MLP's input, writes its output):
 * z = σ((s(x) − inputBias)·Wₑᵀ + bₑ), ŷ = s⁻¹(z·W_d + b_d) (+ x·W_skipᵀ), where s is `scaling` and the skip reads x as it is.
 * Scales that can be folded are folded when it is read: z and ŷ are those of the tool it comes from, weights need not be.
 */
export interface SparseDictionary {
  readonly kind: "sae" | "transcoder";
  readonly source: DictionarySource;
  /**
   * Hook read and hook written, by TransformerLens' legacy names. Equal for an SAE. Two more are circuit-tracer's:
   * `blocks.{l}.mlp.hook_in` (what the MLP is given: `ln2.hook_normalized` times the norm's gain, plus its bias) and
   * `blocks.{l}.mlp.hook_out` (what it gives back: `hook_mlp_out`, or before the norm behind the MLP in Gemma 3).
   */
  readonly hookIn: string;
  readonly hookOut: string;
  /** Head read and written, where only one of the hook's heads is. */
  readonly head?: number;
  /** All heads side by side are one input (SAELens `reshape_activations: hook_z`). */
  readonly flattenHeads?: boolean;
  readonly features: number;
  readonly dIn: number;
  readonly dOut: number;
  readonly activation: SparseActivation;
  readonly scaling: InputScaling;
  /** [features, dIn], row-major: a feature's encoder is one row. */
  readonly encoder: Float32Array;
  /** [features]. */
  readonly encoderBias: Float32Array;
  /** [features, dOut], row-major. */
  readonly decoder: Float32Array;
  /** [dOut]. */
  readonly decoderBias: Float32Array;
  /** [dIn], subtracted from the (scaled) input. */
  readonly inputBias?: Float32Array;
  /** [dOut, dIn]. */
  readonly skip?: Float32Array;
  /** [features], log₁₀ of how often each was active in training, where the file tells. */
  readonly logFrequency?: Float32Array;
}

/** One layer of a cross-layer transcoder. */
export interface CrossLayerPart {
  readonly hookIn: string;
  readonly hookOut: string;
  readonly activation: SparseActivation;
  /** [features, dIn]. */
  readonly encoder: Float32Array;
  readonly encoderBias: Float32Array;
  /** [features, layers − this layer, dOut]: what a feature writes to this and each later layer. */
  readonly decoder: Float32Array;
  /** [dOut], added at this layer's output. */
  readonly decoderBias: Float32Array;
  /** [dOut, dIn], applied as x·Wᵀ. */
  readonly skip?: Float32Array;
}

/** A cross-layer transcoder: ŷ_m = Σ_{l ≤ m} z_l·W_d[l→m] + b_m (+ x_m·W_skipᵀ). */
export interface CrossLayerTranscoder {
  readonly kind: "cross-layer transcoder";
  readonly source: DictionarySource;
  readonly features: number;
  readonly dIn: number;
  readonly dOut: number;
  readonly layers: readonly CrossLayerPart[];
}

/**
 * One codebook: a LayerNorm of its own, then the k codes most similar, whose mean takes the place of the input (it stays in the
 * normed space). Codes are in descending order of similarity; of equal ones the code that comes first.
 */
export interface CodebookGroup {
  /** [codes, d], row-major. */
  readonly codes: Float32Array;
  /** LayerNorm before the codes are compared, ε = 1e-5: [d] each. */
  readonly normWeight: Float32Array;
  readonly normBias: Float32Array;
}

/**
 * Codebooks of one place (Tamkin et al., "Codebook Features", section 2 and its code: LayerNorm first, mean of the k codes).
 * One group is a vanilla codebook, several split the last axis in equal parts or stand for a head each (`z`). k > 1 is the
 * compositional kind.
 */
export interface Codebook {
  readonly kind: "codebook";
  readonly source: DictionarySource;
  /**
   * Hook whose value the codes replace: `blocks.{l}.hook_mlp_out`, `blocks.{l}.attn.hook_z` (a group per head),
   * `blocks.{l}.hook_attn_out`, `blocks.{l}.hook_resid_post`, `blocks.{l}.mlp.hook_post`. Heads of `z` are side by side before
   * they are split into groups, so a vanilla codebook there reads all of them. Two have no legacy name: `blocks.{l}.attn.qkv`
   * (the fused projection's output, in the model's own order) and `blocks.{l}.hook_attn_plus_mlp` (the sum of both).
   */
  readonly hook: string;
  /** The published name of that place. */
  readonly at: "mlp" | "attn_preproj" | "attn" | "transformer_block" | "mlp_mid" | "qkv" | "attn_plus_mlp";
  readonly layer: number;
  readonly groups: readonly CodebookGroup[];
  /** Made by the group class even where it is one group: its ids are at `…codebook_layer.codebook.{g}.hook_codebook_ids`. Default: more than one. */
  readonly grouped?: boolean;
  /** Codes of each group. */
  readonly codes: number;
  readonly k: number;
  /** `inner_product`: h·c/‖c‖; `euclidean`: −‖h − c‖. */
  readonly similarity: "inner_product" | "euclidean";
}

/** Whatever gives a model's activations names: a feature of a sparse dictionary, or a code. */
export type Dictionary = SparseDictionary | CrossLayerTranscoder | Codebook;
