import type { DictionarySource, SparseActivation, SparseDictionary } from "./Dictionary.js";
import type { Setting } from "./dictionaryHash.js";
import { sourceOf } from "./sourceOf.js";

/** A sparse dictionary without its sizes, which its tensors tell, and with what its source is made of. */
export type SparseParts = Omit<SparseDictionary, "source" | "features" | "dIn" | "dOut"> & {
  readonly format: DictionarySource["format"];
  readonly files: readonly string[];
  readonly model?: string | undefined;
  readonly centred?: boolean | undefined;
};

/** Puts a sparse dictionary together: sizes from its tensors, hash over them and what is done with them. */
export function sparseDictionary(parts: SparseParts): SparseDictionary {
  const { format, files, model, centred, ...rest } = parts;
  const features = rest.encoderBias.length;
  const tensors = {
    encoder: rest.encoder,
    encoderBias: rest.encoderBias,
    decoder: rest.decoder,
    decoderBias: rest.decoderBias,
    inputBias: rest.inputBias,
    skip: rest.skip,
    threshold: thresholdOf(rest.activation),
  };
  const { kind, hookIn, hookOut, head, scaling } = rest;
  const activation = activationSetting(rest.activation);
  const settings = { kind, hookIn, hookOut, head, activation, scaling: scaling.kind, centred: !!centred };
  return {
    ...rest,
    features,
    dIn: rest.encoder.length / features,
    dOut: rest.decoderBias.length,
    source: sourceOf(format, files, { tensors, settings }, { model, centred }),
  };
}

/** An activation without its thresholds, which are a tensor. */
export function activationSetting(activation: SparseActivation): Setting {
  if (activation.kind !== "topk") return { kind: activation.kind };
  const { kind, k, relu } = activation;
  return { kind, k, relu };
}

/** Thresholds of an activation, where it has any. */
export function thresholdOf(activation: SparseActivation): Float32Array | undefined {
  return activation.kind === "jumprelu" ? activation.threshold : undefined;
}
