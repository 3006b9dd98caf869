import type { SparseDictionary } from "../../../src/lens/dictionary/Dictionary.js";
import { sparseDictionary } from "../../../src/lens/dictionary/sparseDictionary.js";
import { seededRandom } from "../../../src/questions/random.js";

/** A ReLU SAE of one hook with random weights. */
export function randomSae(hook: string, features: number, width: number, key = "sae"): SparseDictionary {
  const random = seededRandom(`${key}:${hook}`);
  const numbers = (count: number) => Float32Array.from({ length: count }, () => random.next() - 0.5);
  return make(hook, {
    encoder: numbers(features * width),
    encoderBias: numbers(features),
    decoder: numbers(features * width),
    decoderBias: numbers(width),
  });
}

/** What gives every input back: a feature for each axis and direction. */
export function identitySae(hook: string, width: number): SparseDictionary {
  const rows = new Float32Array(2 * width * width);
  for (let i = 0; i < width; i++) {
    rows[i * width + i] = 1;
    rows[(width + i) * width + i] = -1;
  }
  return make(hook, {
    encoder: rows,
    encoderBias: new Float32Array(2 * width),
    decoder: rows,
    decoderBias: new Float32Array(width),
  });
}

/** What gives 0 whatever comes in. */
export function zeroSae(hook: string, width: number): SparseDictionary {
  return make(hook, {
    encoder: new Float32Array(2 * width),
    encoderBias: Float32Array.of(1, -1),
    decoder: new Float32Array(2 * width),
    decoderBias: new Float32Array(width),
  });
}

function make(
  hook: string,
  tensors: Pick<SparseDictionary, "encoder" | "encoderBias" | "decoder" | "decoderBias">,
): SparseDictionary {
  return sparseDictionary({
    kind: "sae",
    format: "memory",
    files: [],
    hookIn: hook,
    hookOut: hook,
    activation: { kind: "relu" },
    scaling: { kind: "none" },
    ...tensors,
  });
}
