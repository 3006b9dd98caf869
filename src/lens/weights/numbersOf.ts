import { dequantize, type QuantizedType } from "./gguf/dequantize.js";
import { blockOf } from "./gguf/ggmlTypes.js";
import type { TensorType } from "./Weights.js";
import { widenBrains, widenHalves } from "./widen.js";

/** How numbers of one type are taken from their bytes. */
export interface Numbers {
  /** So many numbers lie in so many bytes. */
  readonly numbers: number;
  readonly bytes: number;
  /** Writes the numbers in `from` (whole blocks, aligned to 4 bytes) into `out` from `at`. */
  decode(from: Uint8Array, out: Float32Array, at: number): void;
}

/** Numbers of a type as float32. */
export function numbersOf(type: TensorType): Numbers {
  const { numbers, bytes } = blockOf(type);
  const halves = (from: Uint8Array) => new Uint16Array(from.buffer, from.byteOffset, from.length / 2);
  switch (type) {
    case "f32":
      return {
        numbers,
        bytes,
        decode: (from, out, at) =>
          out.set(new Float32Array(from.buffer, from.byteOffset, from.length / 4), at),
      };
    case "f16":
      return { numbers, bytes, decode: (from, out, at) => widenHalves(halves(from), out, at) };
    case "bf16":
      return { numbers, bytes, decode: (from, out, at) => widenBrains(halves(from), out, at) };
    default: {
      const unpack = dequantize[type satisfies QuantizedType];
      return { numbers, bytes, decode: (from, out, at) => unpack(from, out, at, from.length / bytes) };
    }
  }
}
