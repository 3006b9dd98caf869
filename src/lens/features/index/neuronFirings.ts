import type { FiringBlock } from "./FiringBlock.js";

/**
 * Neurons, which are never quite off, as firings: those further from 0 than `above`.
 *
 * @param activations [tokens, neurons].
 * @param above 0 (default) keeps everything: then an index takes 8 bytes a token and neuron.
 */
export function neuronFirings(activations: Float32Array, tokens: number, above = 0): FiringBlock {
  const neurons = tokens === 0 ? 0 : activations.length / tokens;
  const offsets = new Uint32Array(tokens + 1);
  let count = 0;
  for (let i = 0; i < activations.length; i++) if (Math.abs(activations[i]) > above) count++;
  const indices = new Uint32Array(count);
  const values = new Float32Array(count);
  let at = 0;
  for (let token = 0; token < tokens; token++) {
    for (let unit = 0; unit < neurons; unit++) {
      const value = activations[token * neurons + unit];
      if (!(Math.abs(value) > above)) continue;
      indices[at] = unit;
      values[at++] = value;
    }
    offsets[token + 1] = at;
  }
  return { offsets, indices, values };
}
