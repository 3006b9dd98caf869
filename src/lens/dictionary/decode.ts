import { SourceError } from "../../program/SourceError.js";
import type { CrossLayerTranscoder, SparseDictionary } from "./Dictionary.js";
import { rowsOf } from "./encode.js";
import { inputScale } from "./inputScale.js";
import { addRows, rowsTimes } from "./linear.js";

/**
 * Decodes activations of features in plain TypeScript: the reference for what a graph computes ({@link SparseDictionary}).
 *
 * @param z [rows, features], row-major
 * @param x [rows, dIn], what was encoded: wanted by a skip, and by an SAE that scales its input
 * @returns [rows, dOut].
 * @throws SourceError where `x` is wanted and not given, or sizes do not fit.
 */
export function decode(dictionary: SparseDictionary, z: Float32Array, x?: Float32Array): Float32Array {
  const { features, dIn, dOut, decoder, decoderBias, skip, kind, scaling } = dictionary;
  const rows = rowsOf(z, features);
  const scalesBack = kind === "sae" && scaling.kind !== "none";
  if (!x && (skip || scalesBack)) throw new SourceError("is wanted: what was encoded", "x");
  if (x && rowsOf(x, dIn) !== rows) throw new SourceError(`has ${rowsOf(x, dIn)} rows; z has ${rows}`, "x");
  const out = new Float32Array(rows * dOut);
  const sum = new Float64Array(dOut);
  const skipped = new Float32Array(dOut);
  for (let row = 0; row < rows; row++) {
    sum.set(decoderBias);
    addRows(z.subarray(row * features, (row + 1) * features), decoder, dOut, 0, sum);
    const given = x?.subarray(row * dIn, (row + 1) * dIn);
    if (scalesBack) {
      const { back, shift } = inputScale(given!, scaling);
      for (let i = 0; i < dOut; i++) sum[i] = sum[i]! * back + shift;
    }
    if (skip) {
      rowsTimes(given!, skip, undefined, skipped);
      for (let i = 0; i < dOut; i++) sum[i]! += skipped[i]!;
    }
    out.set(sum, row * dOut);
  }
  return out;
}

/**
 * Decodes the features of all layers: the output of layer m is the sum of what layers up to m write to it.
 *
 * @param z for each layer [rows, features]
 * @param x for each layer [rows, dIn]: wanted by a skip
 * @returns for each layer [rows, dOut].
 * @throws SourceError where sizes do not fit, or `x` is wanted and not given.
 */
export function decodeCrossLayer(
  dictionary: CrossLayerTranscoder,
  z: readonly Float32Array[],
  x?: readonly Float32Array[],
): Float32Array[] {
  const { layers, features, dIn, dOut } = dictionary;
  if (z.length !== layers.length) throw new SourceError(`${z.length} layers; it has ${layers.length}`, "z");
  return layers.map((part, m) => {
    if (part.skip && !x?.[m]) throw new SourceError("is wanted: what was encoded", "x");
    const rows = rowsOf(z[m]!, features);
    const out = new Float32Array(rows * dOut);
    const sum = new Float64Array(dOut);
    const skipped = new Float32Array(dOut);
    for (let row = 0; row < rows; row++) {
      sum.set(part.decoderBias);
      for (let l = 0; l <= m; l++) {
        const written = z[l]!.subarray(row * features, (row + 1) * features);
        addRows(written, layers[l]!.decoder, (layers.length - l) * dOut, (m - l) * dOut, sum);
      }
      if (part.skip) {
        rowsTimes(x![m]!.subarray(row * dIn, (row + 1) * dIn), part.skip, undefined, skipped);
        for (let i = 0; i < dOut; i++) sum[i]! += skipped[i]!;
      }
      out.set(sum, row * dOut);
    }
    return out;
  });
}
