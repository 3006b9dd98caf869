import type { ModelConfig } from "./ModelConfig.js";

/** How the numbers of a tensor are stored. */
export type TensorType =
  | "f32"
  | "f16"
  | "bf16"
  | "q8_0"
  | "q4_0"
  | "q4_1"
  | "q5_0"
  | "q5_1"
  | "q4_k"
  | "q5_k"
  | "q6_k";

/** Where a tensor lies; nothing of it has been read. */
export interface TensorEntry {
  /** Hugging Face's name, whatever kind of file it lies in (`model.layers.0.self_attn.q_proj.weight`). */
  readonly name: string;
  readonly type: TensorType;
  /** In Hugging Face's order: rows (outputs) first. */
  readonly shape: readonly number[];
  /** Absolute path. */
  readonly file: string;
  /** Bytes from the start of the file, and how many there are. */
  readonly offset: number;
  readonly bytes: number;
}

/** Raw bytes in a file that ONNX Runtime can take as they are (row-major, little-endian). */
export interface RawTensor {
  readonly file: string;
  readonly offset: number;
  readonly bytes: number;
  readonly type: "f32" | "f16" | "bf16";
}

/** What the tokenizer is made from: the parsed `tokenizer.json` (GGUF: one put together from its metadata) and its settings. */
export interface TokenizerFiles {
  /** As in `tokenizer.json`. */
  readonly tokenizer: unknown;
  /** As in `tokenizer_config.json`; `{}` where there is none. */
  readonly config: unknown;
  /** Jinja source, where the model has one. */
  readonly chatTemplate?: string;
  /** File or folder they come from, for messages. */
  readonly source: string;
}

/**
 * Weights of a model that are opened, not loaded: tensors are read or handed to ONNX Runtime one by one, so that there are
 * never two full copies in memory. Names and layout are those of Hugging Face's folders also for GGUF files (rotary halves
 * put back, +1 of Gemma's norms taken off).
 */
export interface Weights {
  readonly config: ModelConfig;
  /** `huggingface` folder or `gguf` file, and the absolute path of it. */
  readonly kind: "huggingface" | "gguf";
  readonly path: string;
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  readonly tokenizerFiles: TokenizerFiles;
  /** SHA-256 over config and contents of the weight files, hex. Computed once, on first call. */
  hash(): Promise<string>;
  /**
   * The bytes on disk, where ONNX Runtime can use them as they are; undefined where they must be dequantised or reordered.
   *
   * @throws SourceError naming file and tensor where there is none of this name.
   */
  raw(name: string): RawTensor | undefined;
  /**
   * The numbers of a tensor, dequantised, row-major in `shape`'s order.
   *
   * @throws SourceError naming file, tensor and numbers where it is missing or truncated.
   */
  read(name: string): Promise<Float32Array>;
  /**
   * The same numbers part by part, in order; `at` counts those before. The array is overwritten when `visit` is done.
   *
   * @throws SourceError as {@link read}.
   */
  stream(name: string, visit: (numbers: Float32Array, at: number) => Promise<void> | void): Promise<void>;
  close(): Promise<void>;
}
