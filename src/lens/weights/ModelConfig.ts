/** Families of decoders a graph can be built for. */
export type Architecture = "llama" | "qwen2" | "qwen3" | "gemma3" | "gpt2" | "gpt-neox";

/** How rotary frequencies are stretched for contexts longer than those of the training. */
export type RotaryScaling =
  | { readonly type: "linear"; readonly factor: number }
  /** Llama 3.1's: low frequencies are divided by `factor`, high ones kept, those between blended. */
  | {
      readonly type: "llama3";
      readonly factor: number;
      readonly lowFrequencyFactor: number;
      readonly highFrequencyFactor: number;
      /** Context of the training, tokens. */
      readonly originalContext: number;
    };

/** Rotary position embedding (Su et al., arXiv 2104.09864), in halves: dimension i is paired with i + dims/2. */
export interface Rotary {
  readonly base: number;
  /** Dimensions of a head that are rotated, even, at most `dHead`. */
  readonly dims: number;
  readonly scaling?: RotaryScaling;
}

/**
 * All a graph must know about a model besides its weights, in TransformerLens' words; read from `config.json` or from a
 * GGUF file's metadata. Lengths are positive whole numbers.
 */
export interface ModelConfig {
  readonly architecture: Architecture;
  /** Blocks. */
  readonly layers: number;
  /** Width of the residual stream (d_model). */
  readonly dModel: number;
  readonly heads: number;
  /** Heads of keys and values; divides `heads` (grouped-query attention, Ainslie et al., arXiv 2305.13245). */
  readonly kvHeads: number;
  /** Width of a head; `heads * dHead` need not be `dModel`. */
  readonly dHead: number;
  /** Width of the MLP (d_mlp). */
  readonly dMlp: number;
  /** Rows of the embedding (d_vocab), padding rows included. */
  readonly vocabulary: number;
  /** Positions it was trained on (n_ctx). */
  readonly context: number;
  /** Epsilon of its norms. */
  readonly normEpsilon: number;
  readonly activation: "silu" | "gelu" | "gelu_tanh";
  /** The unembedding is the embedding. */
  readonly tiedEmbeddings: boolean;
  /** Of queries, keys and values; of `attentionOutBias` the projection behind the heads; of `mlpBias` the MLP's. */
  readonly qkvBias: boolean;
  readonly attentionOutBias: boolean;
  readonly mlpBias: boolean;
  /** Keys and queries of each head are normed before they are rotated (Qwen3, Gemma 3). */
  readonly queryKeyNorm: boolean;
  /** Attention and MLP both read the residual stream before the block (GPT-NeoX); then there is no hook_resid_mid. */
  readonly parallelResidual: boolean;
  /** Absent where positions are learned (GPT-2). */
  readonly rotary?: Rotary;
  /** Rotation of the layers with a window, where it is another one (Gemma 3). */
  readonly localRotary?: Rotary;
  /** Attention of each layer: over everything before, or a window of the last `slidingWindow` tokens, itself included. */
  readonly layerKinds: readonly ("full" | "sliding")[];
  readonly slidingWindow?: number;
  /** What scores are multiplied with; 1/√dHead unless the model says otherwise (Gemma 3). */
  readonly attentionScale: number;
  /** Embeddings are multiplied with it (Gemma 3: √dModel, rounded as the weights were). Default 1. */
  readonly embeddingScale?: number;
  /** Ids of special tokens, where the file tells. */
  readonly bos?: number;
  /** Any of them ends a text. */
  readonly eos: readonly number[];
}
