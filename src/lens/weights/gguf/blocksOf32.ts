import { halfFloats } from "../widen.js";

/*
 * ggml's blocks of 32 numbers. Every product and sum below is exact in doubles (scales have 11 bits, quants at most 8), so
 * that storing it as float32 rounds once, as ggml's own float32 arithmetic does: results agree bit by bit.
 */

/** q4_0: a scale (f16), 32 nibbles from -8; the first half of the numbers in the low ones. */
export function q4_0(from: Uint8Array, out: Float32Array, at: number, blocks: number): void {
  const half = halfFloats();
  for (let b = 0, p = 0, o = at; b < blocks; b++, p += 18, o += 32) {
    const d = half[from[p]! | (from[p + 1]! << 8)]!;
    for (let j = 0; j < 16; j++) {
      const q = from[p + 2 + j]!;
      out[o + j] = d * ((q & 15) - 8);
      out[o + j + 16] = d * ((q >> 4) - 8);
    }
  }
}

/** q4_1: a scale and a least value (f16), 32 nibbles. */
export function q4_1(from: Uint8Array, out: Float32Array, at: number, blocks: number): void {
  const half = halfFloats();
  for (let b = 0, p = 0, o = at; b < blocks; b++, p += 20, o += 32) {
    const d = half[from[p]! | (from[p + 1]! << 8)]!;
    const m = half[from[p + 2]! | (from[p + 3]! << 8)]!;
    for (let j = 0; j < 16; j++) {
      const q = from[p + 4 + j]!;
      out[o + j] = d * (q & 15) + m;
      out[o + j + 16] = d * (q >> 4) + m;
    }
  }
}

/** q5_0: a scale (f16), 32 fifth bits, 32 nibbles; from -16. */
export function q5_0(from: Uint8Array, out: Float32Array, at: number, blocks: number): void {
  const half = halfFloats();
  for (let b = 0, p = 0, o = at; b < blocks; b++, p += 22, o += 32) {
    const d = half[from[p]! | (from[p + 1]! << 8)]!;
    const low = from[p + 2]! | (from[p + 3]! << 8);
    const high = from[p + 4]! | (from[p + 5]! << 8);
    for (let j = 0; j < 16; j++) {
      const q = from[p + 6 + j]!;
      out[o + j] = d * (((q & 15) | (((low >> j) & 1) << 4)) - 16);
      out[o + j + 16] = d * (((q >> 4) | (((high >> j) & 1) << 4)) - 16);
    }
  }
}

/** q5_1: a scale and a least value (f16), 32 fifth bits, 32 nibbles. */
export function q5_1(from: Uint8Array, out: Float32Array, at: number, blocks: number): void {
  const half = halfFloats();
  for (let b = 0, p = 0, o = at; b < blocks; b++, p += 24, o += 32) {
    const d = half[from[p]! | (from[p + 1]! << 8)]!;
    const m = half[from[p + 2]! | (from[p + 3]! << 8)]!;
    const low = from[p + 4]! | (from[p + 5]! << 8);
    const high = from[p + 6]! | (from[p + 7]! << 8);
    for (let j = 0; j < 16; j++) {
      const q = from[p + 8 + j]!;
      out[o + j] = d * ((q & 15) | (((low >> j) & 1) << 4)) + m;
      out[o + j + 16] = d * ((q >> 4) | (((high >> j) & 1) << 4)) + m;
    }
  }
}

/** q8_0: a scale (f16), 32 signed bytes. */
export function q8_0(from: Uint8Array, out: Float32Array, at: number, blocks: number): void {
  const half = halfFloats();
  for (let b = 0, p = 0, o = at; b < blocks; b++, p += 34, o += 32) {
    const d = half[from[p]! | (from[p + 1]! << 8)]!;
    for (let j = 0; j < 32; j++) out[o + j] = d * ((from[p + 2 + j]! << 24) >> 24);
  }
}
