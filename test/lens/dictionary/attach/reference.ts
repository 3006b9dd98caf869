import type {
  Codebook,
  CrossLayerTranscoder,
  InputScaling,
  SparseActivation,
  SparseDictionary,
} from "../../../../src/lens/dictionary/Dictionary.js";

/** One vector in 64-bit numbers. */
export type Vector = readonly number[];

const range = (length: number) => Array.from({ length }, (_, i) => i);
const dot = (a: Vector, row: Float32Array, at: number) => a.reduce((sum, x, i) => sum + x * row[at + i]!, 0);
const sum = (x: Vector) => x.reduce((a, b) => a + b, 0);

/** Input scaled and how the output of an SAE goes back, by the formulas of `InputScaling`. */
function scale(x: Vector, { kind }: InputScaling): { x: Vector; back: (y: Vector) => Vector } {
  if (kind === "none") return { x, back: y => y };
  if (kind === "constant norm") {
    const factor = Math.sqrt(x.length) / Math.sqrt(sum(x.map(v => v * v)));
    return { x: x.map(v => v * factor), back: y => y.map(v => v / factor) };
  }
  const mean = sum(x) / x.length;
  const std = Math.sqrt(sum(x.map(v => (v - mean) ** 2)) / (x.length - 1));
  return { x: x.map(v => (v - mean) / (std + 1e-5)), back: y => y.map(v => v * std + mean) };
}

function activate(pre: Vector, activation: SparseActivation): Vector {
  if (activation.kind === "relu") return pre.map(p => Math.max(p, 0));
  if (activation.kind === "jumprelu")
    return pre.map((p, i) => (p > activation.threshold[i]! && p > 0 ? p : 0));
  const kept = range(pre.length)
    .sort((a, b) => pre[b]! - pre[a]! || a - b)
    .slice(0, activation.k);
  return pre.map((p, i) => (kept.includes(i) ? (activation.relu ? Math.max(p, 0) : p) : 0));
}

/** What a sparse dictionary makes of one input. */
export function sparseReference(
  dictionary: SparseDictionary,
  input: Vector,
): { pre: Vector; acts: Vector; recons: (acts: Vector) => Vector } {
  const { kind, features, dIn, dOut, encoder, encoderBias, decoder, decoderBias, inputBias, skip } =
    dictionary;
  const { x, back } = scale(input, dictionary.scaling);
  const read = x.map((v, i) => v - (inputBias?.[i] ?? 0));
  const pre = range(features).map(f => dot(read, encoder, f * dIn) + encoderBias[f]!);
  return {
    pre,
    acts: activate(pre, dictionary.activation),
    recons: acts => {
      const written = range(dOut).map(
        o => acts.reduce((total, z, f) => total + z * decoder[f * dOut + o]!, 0) + decoderBias[o]!,
      );
      const y = kind === "sae" ? back(written) : written;
      return y.map((v, o) => v + (skip ? dot(input, skip, o * dIn) : 0));
    },
  };
}

/** What the layers of a cross-layer transcoder make of their inputs at one token. */
export function crossLayerReference(
  { features, dIn, dOut, layers }: CrossLayerTranscoder,
  inputs: readonly Vector[],
): { acts: Vector[]; recons: (acts: readonly Vector[]) => Vector[] } {
  const acts = layers.map((layer, l) =>
    activate(
      range(features).map(f => dot(inputs[l]!, layer.encoder, f * dIn) + layer.encoderBias[f]!),
      layer.activation,
    ),
  );
  return {
    acts,
    recons: given =>
      layers.map((target, m) =>
        range(dOut).map(o => {
          let y = target.decoderBias[o]! + (target.skip ? dot(inputs[m]!, target.skip, o * dIn) : 0);
          for (let l = 0; l <= m; l++) {
            const targets = layers.length - l;
            for (let f = 0; f < features; f++)
              y += given[l]![f]! * layers[l]!.decoder[(f * targets + (m - l)) * dOut + o]!;
          }
          return y;
        }),
      ),
  };
}

/** What one group of a codebook makes of its part of a value. */
export function codesReference(
  { groups, codes, k, similarity }: Codebook,
  group: number,
  input: Vector,
): { normed: Vector; ids: number[]; mean: (ids: readonly number[]) => Vector } {
  const { codes: table, normWeight, normBias } = groups[group]!;
  const width = normWeight.length;
  const mean = sum(input) / width;
  const deviation = Math.sqrt(sum(input.map(v => (v - mean) ** 2)) / width + 1e-5);
  const normed = input.map((v, i) => ((v - mean) / deviation) * normWeight[i]! + normBias[i]!);
  const row = (code: number) => range(width).map(i => table[code * width + i]!);
  const similar = range(codes).map(code => {
    const c = row(code);
    if (similarity === "euclidean") return -Math.sqrt(sum(c.map((v, i) => (normed[i]! - v) ** 2)));
    return sum(c.map((v, i) => normed[i]! * v)) / Math.sqrt(sum(c.map(v => v * v)));
  });
  const ids = range(codes)
    .sort((a, b) => similar[b]! - similar[a]! || a - b)
    .slice(0, k);
  return {
    normed,
    ids,
    mean: chosen => range(width).map(i => sum(chosen.map(id => (id < 0 ? 0 : row(id)[i]!))) / chosen.length),
  };
}
