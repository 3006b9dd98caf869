import { halfFloats } from "../widen.js";

/*
 * ggml's blocks of 256 numbers ("k-quants"): scales of parts are themselves quantised. As with the smaller blocks all but the
 * last rounding is exact.
 */

/** The eight 6-bit scales and eight 6-bit least values packed in 12 bytes from `p`, into `parts`: scales first. */
function unpackParts(from: Uint8Array, p: number, parts: Uint8Array): void {
  for (let j = 0; j < 4; j++) {
    const a = from[p + j]!;
    const b = from[p + 4 + j]!;
    const c = from[p + 8 + j]!;
    parts[j] = a & 63;
    parts[j + 8] = b & 63;
    parts[j + 4] = (c & 15) | ((a >> 2) & 48);
    parts[j + 12] = (c >> 4) | ((b >> 2) & 48);
  }
}

/** q4_k: a scale and a scale of least values (f16), 8 parts of 32 numbers, 256 nibbles. */
export function q4_k(from: Uint8Array, out: Float32Array, at: number, blocks: number): void {
  const half = halfFloats();
  const parts = new Uint8Array(16);
  for (let b = 0, p = 0, o = at; b < blocks; b++, p += 144, o += 256) {
    const d = half[from[p]! | (from[p + 1]! << 8)]!;
    const m = half[from[p + 2]! | (from[p + 3]! << 8)]!;
    unpackParts(from, p + 4, parts);
    for (let pair = 0; pair < 4; pair++) {
      const d1 = d * parts[2 * pair]!;
      const d2 = d * parts[2 * pair + 1]!;
      const m1 = m * parts[2 * pair + 8]!;
      const m2 = m * parts[2 * pair + 9]!;
      const quants = p + 16 + 32 * pair;
      const first = o + 64 * pair;
      for (let j = 0; j < 32; j++) {
        const q = from[quants + j]!;
        out[first + j] = d1 * (q & 15) - m1;
        out[first + 32 + j] = d2 * (q >> 4) - m2;
      }
    }
  }
}

/** q5_k: as q4_k, with 256 fifth bits: bit k of byte j belongs to number j of part k. */
export function q5_k(from: Uint8Array, out: Float32Array, at: number, blocks: number): void {
  const half = halfFloats();
  const parts = new Uint8Array(16);
  for (let b = 0, p = 0, o = at; b < blocks; b++, p += 176, o += 256) {
    const d = half[from[p]! | (from[p + 1]! << 8)]!;
    const m = half[from[p + 2]! | (from[p + 3]! << 8)]!;
    unpackParts(from, p + 4, parts);
    for (let pair = 0; pair < 4; pair++) {
      const d1 = d * parts[2 * pair]!;
      const d2 = d * parts[2 * pair + 1]!;
      const m1 = m * parts[2 * pair + 8]!;
      const m2 = m * parts[2 * pair + 9]!;
      const quants = p + 48 + 32 * pair;
      const first = o + 64 * pair;
      for (let j = 0; j < 32; j++) {
        const q = from[quants + j]!;
        const fifth = from[p + 16 + j]! >> (2 * pair);
        out[first + j] = d1 * ((q & 15) | ((fifth & 1) << 4)) - m1;
        out[first + 32 + j] = d2 * ((q >> 4) | ((fifth & 2) << 3)) - m2;
      }
    }
  }
}

/** q6_k: 256 nibbles, 256 pairs of upper bits, 16 signed scales, a scale (f16); from -32. */
export function q6_k(from: Uint8Array, out: Float32Array, at: number, blocks: number): void {
  const half = halfFloats();
  for (let b = 0, p = 0, o = at; b < blocks; b++, p += 210, o += 256) {
    const d = half[from[p + 208]! | (from[p + 209]! << 8)]!;
    for (let side = 0; side < 2; side++) {
      const lows = p + 64 * side;
      const highs = p + 128 + 32 * side;
      const first = o + 128 * side;
      for (let group = 0; group < 2; group++) {
        // Scales of 16 numbers each: two in every run of 32.
        const scales = p + 192 + 8 * side + group;
        const d0 = d * ((from[scales]! << 24) >> 24);
        const d1 = d * ((from[scales + 2]! << 24) >> 24);
        const d2 = d * ((from[scales + 4]! << 24) >> 24);
        const d3 = d * ((from[scales + 6]! << 24) >> 24);
        for (let j = 16 * group; j < 16 * group + 16; j++) {
          const a = from[lows + j]!;
          const c = from[lows + 32 + j]!;
          const h = from[highs + j]!;
          out[first + j] = d0 * (((a & 15) | ((h & 3) << 4)) - 32);
          out[first + 32 + j] = d1 * (((c & 15) | ((h & 12) << 2)) - 32);
          out[first + 64 + j] = d2 * (((a >> 4) | (h & 48)) - 32);
          out[first + 96 + j] = d3 * (((c >> 4) | ((h & 192) >> 2)) - 32);
        }
      }
    }
  }
}
