import type {
  Codebook,
  CrossLayerTranscoder,
  DictionarySource,
  SparseActivation,
  SparseDictionary,
} from "../../../../src/lens/dictionary/Dictionary.js";
import type { Activation } from "../../../../src/lens/session/LocalModel.js";
import { seededRandom } from "../../../../src/questions/random.js";
import type { Vector } from "./reference.js";

/** Numbers from -size to size, the same for the same seed. */
export function numbers(length: number, seed: number, size = 1): Float32Array {
  const random = seededRandom(`numbers ${seed}`);
  return Float32Array.from({ length }, () => (2 * random.next() - 1) * size);
}

/** A dictionary made here. */
export const memory: DictionarySource = { format: "memory", files: [], sha256: "0".repeat(64) };

/** A random transcoder of layer `layer`, or what `about` says. */
export function transcoder(
  about: Partial<SparseDictionary> & { readonly layer?: number; readonly seed?: number } = {},
): SparseDictionary {
  const { layer = 0, seed = layer + 1, features = 40, dIn = 16, dOut = 16, ...rest } = about;
  return {
    kind: "transcoder",
    source: memory,
    hookIn: `blocks.${layer}.mlp.hook_in`,
    hookOut: `blocks.${layer}.hook_mlp_out`,
    features,
    dIn,
    dOut,
    activation: { kind: "relu" },
    scaling: { kind: "none" },
    encoder: numbers(features * dIn, 10 * seed, 0.5),
    encoderBias: numbers(features, 10 * seed + 1, 0.3),
    decoder: numbers(features * dOut, 10 * seed + 2, 0.3),
    decoderBias: numbers(dOut, 10 * seed + 3, 0.2),
    ...rest,
  };
}

/** A random SAE of a hook. */
export function sae(hook: string, about: Partial<SparseDictionary> = {}): SparseDictionary {
  return transcoder({ kind: "sae", hookIn: hook, hookOut: hook, ...about });
}

/** A random cross-layer transcoder of the two layers of the small Llama. */
export function crossLayer(activation: SparseActivation = { kind: "relu" }): CrossLayerTranscoder {
  const features = 24;
  const d = 16;
  const layers = [0, 1].map(layer => ({
    hookIn: `blocks.${layer}.mlp.hook_in`,
    hookOut: `blocks.${layer}.mlp.hook_out`,
    activation,
    encoder: numbers(features * d, 100 + layer, 0.5),
    encoderBias: numbers(features, 110 + layer, 0.3),
    decoder: numbers(features * (2 - layer) * d, 120 + layer, 0.3),
    decoderBias: numbers(d, 130 + layer, 0.2),
    ...(layer === 1 && { skip: numbers(d * d, 140, 0.2) }),
  }));
  return { kind: "cross-layer transcoder", source: memory, features, dIn: d, dOut: d, layers };
}

/** A random codebook. */
export function codebook(
  about: Partial<Codebook> & { readonly groupCount?: number; readonly width?: number } = {},
): Codebook {
  const { groupCount = 1, width = 16, codes = 30, layer = 0, ...rest } = about;
  return {
    kind: "codebook",
    source: memory,
    hook: `blocks.${layer}.hook_mlp_out`,
    at: "mlp",
    layer,
    groups: Array.from({ length: groupCount }, (_, group) => ({
      codes: numbers(codes * width, 200 + 10 * layer + group),
      normWeight: numbers(width, 300 + group, 0.5).map(v => v + 1),
      normBias: numbers(width, 400 + group, 0.2),
    })),
    codes,
    k: 3,
    similarity: "inner_product",
    ...rest,
  };
}

/** Rows of the last axis (or of the last two together) of one text's activation. */
export function rows({ data, dims }: Activation, text = 0): Vector[] {
  const width = dims.slice(2).reduce((a, b) => a * b, 1);
  return Array.from({ length: dims[1]! }, (_, token) => {
    const from = (text * dims[1]! + token) * width;
    return Array.from(data.subarray(from, from + width));
  });
}
