import type { Codebook, SparseDictionary } from "../../../src/lens/dictionary/Dictionary.js";
import { seededRandom } from "../../../src/questions/random.js";

const SOURCE = { format: "memory", files: [], sha256: "0".repeat(64) } as const;

function numbers(key: string, count: number, scale = 1): Float32Array {
  const random = seededRandom(key);
  return Float32Array.from({ length: count }, () => scale * (random.next() - 0.5));
}

/** A random SAE of what the MLP of a layer writes, for a model of width 16. */
export function sae(layer: number, features = 24): SparseDictionary {
  const hook = `blocks.${layer}.hook_mlp_out`;
  return {
    kind: "sae",
    source: SOURCE,
    hookIn: hook,
    hookOut: hook,
    features,
    dIn: 16,
    dOut: 16,
    activation: { kind: "relu" },
    scaling: { kind: "none" },
    encoder: numbers(`encoder ${layer}`, features * 16),
    encoderBias: numbers(`bias ${layer}`, features, 0.1),
    decoder: numbers(`decoder ${layer}`, features * 16, 2),
    decoderBias: new Float32Array(16),
  };
}

/** A random codebook of the same place. */
export function codebook(layer: number, codes = 20, k = 2): Codebook {
  return {
    kind: "codebook",
    source: SOURCE,
    hook: `blocks.${layer}.hook_mlp_out`,
    at: "mlp",
    layer,
    groups: [
      {
        codes: numbers(`codes ${layer}`, codes * 16, 2),
        normWeight: new Float32Array(16).fill(1),
        normBias: new Float32Array(16),
      },
    ],
    codes,
    k,
    similarity: "inner_product",
  };
}
