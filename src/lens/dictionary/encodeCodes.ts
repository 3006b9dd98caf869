import { SourceError } from "../../program/SourceError.js";
import { largest } from "./activate.js";
import type { Codebook, CodebookGroup } from "./Dictionary.js";
import { rowsOf } from "./encode.js";

/** ε of a codebook's LayerNorm. */
const EPSILON = 1e-5;

/**
 * Codes of activations in plain TypeScript: LayerNorm of each group's part, then the k codes that are most similar.
 *
 * @param x [rows, width], row-major; heads of `z` side by side
 * @returns ids [rows, groups, k], most similar first.
 * @throws SourceError where `x` has no whole rows.
 */
export function encodeCodes(codebook: Codebook, x: Float32Array): Int32Array {
  const { groups, k, codes } = codebook;
  const part = groups[0]!.normWeight.length;
  const width = part * groups.length;
  const rows = rowsOf(x, width);
  const ids = new Int32Array(rows * groups.length * k);
  const similarity = new Float32Array(codes);
  for (let row = 0; row < rows; row++) {
    groups.forEach((group, g) => {
      const start = row * width + g * part;
      const normed = layerNorm(x.subarray(start, start + part), group);
      for (let code = 0; code < codes; code++) {
        similarity[code] = similarityOf(
          normed,
          group.codes.subarray(code * part, (code + 1) * part),
          codebook,
        );
      }
      ids.set(largest(similarity, k), (row * groups.length + g) * k);
    });
  }
  return ids;
}

/**
 * What codes put in the place of the activations: the mean of the k codes of each group; id −1 adds 0 and is counted.
 *
 * @param ids [rows, groups, k]
 * @returns [rows, width].
 * @throws SourceError for an id that is no code.
 */
export function decodeCodes(codebook: Codebook, ids: Int32Array): Float32Array {
  const { groups, k, codes } = codebook;
  const part = groups[0]!.normWeight.length;
  const rows = ids.length / (groups.length * k);
  if (!Number.isInteger(rows)) throw new SourceError(`${ids.length} ids are no whole rows`, "ids");
  const out = new Float32Array(rows * groups.length * part);
  const sum = new Float64Array(part);
  for (let at = 0; at < rows * groups.length; at++) {
    const group = groups[at % groups.length]!;
    sum.fill(0);
    for (const id of ids.subarray(at * k, (at + 1) * k)) {
      if (id === -1) continue;
      if (id < 0 || id >= codes) throw new SourceError(`${id} is no code; it has ${codes}`, "ids");
      for (let i = 0; i < part; i++) sum[i]! += group.codes[id * part + i]!;
    }
    for (let i = 0; i < part; i++) out[at * part + i] = sum[i]! / k;
  }
  return out;
}

function layerNorm(x: Float32Array, { normWeight, normBias }: CodebookGroup): Float64Array {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
  const scale = 1 / Math.sqrt(variance + EPSILON);
  return Float64Array.from(x, (value, i) => (value - mean) * scale * normWeight[i]! + normBias[i]!);
}

function similarityOf(h: Float64Array, code: Float32Array, { similarity }: Codebook): number {
  let product = 0;
  let norm = 0;
  let distance = 0;
  for (let i = 0; i < h.length; i++) {
    product += h[i]! * code[i]!;
    norm += code[i]! ** 2;
    distance += (h[i]! - code[i]!) ** 2;
  }
  return similarity === "euclidean" ? -Math.sqrt(distance) : product / Math.sqrt(norm);
}
