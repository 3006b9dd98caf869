import type { SparseActivation } from "../../Dictionary.js";
import type { SaelensConfig } from "./saelensConfig.js";

/** Tensors of a SAELens dictionary as they are in the file, rows first. */
interface Tensors {
  readonly encoder: Float32Array;
  readonly encoderBias: Float32Array;
  readonly decoder: Float32Array;
  readonly decoderBias: Float32Array;
  readonly activation: SparseActivation;
  /** Factors of the encoder's rows, which the bias has not (gated). */
  readonly gains?: Float32Array;
  /** Factors of the activations before the decoder. */
  readonly factor?: Float32Array | undefined;
}

/**
 * Folds scales into the weights, in place, so that encoding and decoding need none of them:
 * gains of a gated encoder, `scaling_factor`, the decoder's norms (n): W_enc·n, b_enc·n, W_dec/n, and the constant scale of the
 * input (s): W_enc·s, W_dec/s, b_dec/s.
 */
export function foldSaelens(
  tensors: Tensors,
  { rescale, dIn }: SaelensConfig,
  scale: number,
): Pick<Tensors, "encoder" | "encoderBias" | "decoder" | "decoderBias" | "activation"> {
  const { encoder, encoderBias, decoder, decoderBias, activation, gains, factor } = tensors;
  const dOut = decoderBias.length;
  for (let feature = 0; feature < encoderBias.length; feature++) {
    const rowIn = encoder.subarray(feature * dIn, (feature + 1) * dIn);
    const rowOut = decoder.subarray(feature * dOut, (feature + 1) * dOut);
    const norm = rescale ? Math.sqrt(rowOut.reduce((sum, value) => sum + value * value, 0)) : 1;
    const into = (gains?.[feature] ?? 1) * norm * scale;
    if (into !== 1) for (let i = 0; i < dIn; i++) rowIn[i]! *= into;
    const out = (factor?.[feature] ?? 1) / norm / scale;
    // A row of zeros has no norm, and writes nothing whatever it is divided by.
    if (out !== 1 && Number.isFinite(out)) for (let i = 0; i < dOut; i++) rowOut[i]! *= out;
    encoderBias[feature]! *= norm;
  }
  if (scale !== 1) for (let i = 0; i < dOut; i++) decoderBias[i]! /= scale;
  return { encoder, encoderBias, decoder, decoderBias, activation };
}
