import type { TensorType } from "../Weights.js";
import { q4_0, q4_1, q5_0, q5_1, q8_0 } from "./blocksOf32.js";
import { q4_k, q5_k, q6_k } from "./blocksOf256.js";

/** Writes the numbers of `blocks` blocks in `from` into `out` from `at`. */
export type Dequantize = (from: Uint8Array, out: Float32Array, at: number, blocks: number) => void;

/** A quantised type of ggml. */
export type QuantizedType = Exclude<TensorType, "f32" | "f16" | "bf16">;

/** Functions by type; formats are those of ggml's `quants.c`. */
export const dequantize: Readonly<Record<QuantizedType, Dequantize>> = {
  q4_0,
  q4_1,
  q5_0,
  q5_1,
  q8_0,
  q4_k,
  q5_k,
  q6_k,
};
