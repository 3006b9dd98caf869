import type { SparseDictionary } from "./Dictionary.js";

/** The encoder's bias with what is subtracted from the input folded in: bₑ − inputBias·Wₑᵀ. The same activations follow. */
export function foldInputBias({ encoder, encoderBias, inputBias, dIn }: SparseDictionary): Float32Array {
  if (!inputBias) return encoderBias;
  return encoderBias.map((bias, feature) => {
    let sum = bias;
    for (let i = 0; i < dIn; i++) sum -= inputBias[i]! * encoder[feature * dIn + i]!;
    return sum;
  });
}
