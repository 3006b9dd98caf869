import { SourceError } from "../../program/SourceError.js";
import { activate } from "./activate.js";
import type { CrossLayerTranscoder, SparseDictionary } from "./Dictionary.js";
import { inputScale } from "./inputScale.js";
import { rowsTimes } from "./linear.js";

/** What a dictionary makes of activations, row-major. */
export interface Encoded {
  /** [rows, features], before the activation function. */
  readonly pre: Float32Array;
  /** [rows, features]. */
  readonly post: Float32Array;
}

/**
 * Encodes activations in plain TypeScript: the reference for what a graph computes ({@link SparseDictionary}), not meant to be quick.
 *
 * @param x [rows, dIn], row-major (all heads side by side where the dictionary flattens them)
 * @throws SourceError where `x` has no whole rows.
 */
export function encode(dictionary: SparseDictionary, x: Float32Array): Encoded {
  const { features, dIn, encoder, encoderBias, inputBias, scaling, activation } = dictionary;
  const rows = rowsOf(x, dIn);
  const pre = new Float32Array(rows * features);
  const post = new Float32Array(rows * features);
  const scaled = new Float32Array(dIn);
  for (let row = 0; row < rows; row++) {
    const given = x.subarray(row * dIn, (row + 1) * dIn);
    const { shift, factor } = inputScale(given, scaling);
    for (let i = 0; i < dIn; i++) scaled[i] = (given[i]! - shift) * factor - (inputBias?.[i] ?? 0);
    const before = pre.subarray(row * features, (row + 1) * features);
    rowsTimes(scaled, encoder, encoderBias, before);
    activate(before, activation, post.subarray(row * features, (row + 1) * features));
  }
  return { pre, post };
}

/**
 * Encodes the inputs of every layer with a cross-layer transcoder.
 *
 * @param x for each layer [rows, dIn]
 * @returns for each layer [rows, features].
 * @throws SourceError where there is not one input a layer, or it has no whole rows.
 */
export function encodeCrossLayer(dictionary: CrossLayerTranscoder, x: readonly Float32Array[]): Encoded[] {
  const { layers, features, dIn } = dictionary;
  if (x.length !== layers.length) {
    throw new SourceError(`${x.length} inputs; it has ${layers.length} layers`, "x");
  }
  return layers.map((part, l) => {
    const rows = rowsOf(x[l]!, dIn);
    const pre = new Float32Array(rows * features);
    const post = new Float32Array(rows * features);
    for (let row = 0; row < rows; row++) {
      const before = pre.subarray(row * features, (row + 1) * features);
      rowsTimes(x[l]!.subarray(row * dIn, (row + 1) * dIn), part.encoder, part.encoderBias, before);
      activate(before, part.activation, post.subarray(row * features, (row + 1) * features));
    }
    return { pre, post };
  });
}

/** Rows of so many numbers. @throws SourceError where they are not whole. */
export function rowsOf(numbers: Float32Array, width: number): number {
  if (numbers.length === 0 || numbers.length % width !== 0) {
    throw new SourceError(`${numbers.length} numbers are no whole rows of ${width}`, "activations");
  }
  return numbers.length / width;
}
