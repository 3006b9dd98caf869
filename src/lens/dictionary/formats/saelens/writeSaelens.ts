import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SourceError } from "../../../../program/SourceError.js";
import { type TensorData, writeSafetensors } from "../../../weights/safetensors/writeSafetensors.js";
import type { InputScaling, SparseDictionary } from "../../Dictionary.js";
import { foldInputBias } from "../../foldInputBias.js";
import { transposed } from "../tensors/transposed.js";
import type { SaelensArchitecture } from "./saelensConfig.js";

const NORMALIZE: Readonly<Record<InputScaling["kind"], string>> = {
  none: "none",
  "constant norm": "constant_norm_rescale",
  "layer norm": "layer_norm",
};

/**
 * Writes a dictionary as SAELens 6 does: `cfg.json`, `sae_weights.safetensors`, with frequencies `sparsity.safetensors`. An
 * input's bias that is not the decoder's is folded into the encoder's.
 *
 * @throws SourceError for what SAELens has no form of: TopK that keeps numbers below 0, TopK transcoders, SAEs with a skip; and
 * where the folder cannot be written.
 */
export async function writeSaelens(dictionary: SparseDictionary, folder: string): Promise<void> {
  const { kind, encoder, decoder, decoderBias, inputBias, skip, activation, logFrequency } = dictionary;
  const { features, dIn, dOut, hookIn, hookOut, head, flattenHeads, scaling, source } = dictionary;
  const architecture = architectureOf(dictionary);
  const ownBias =
    kind === "sae" && inputBias !== undefined && inputBias.every((value, i) => value === decoderBias[i]);
  const tensors: Record<string, TensorData> = {
    W_enc: { shape: [dIn, features], data: transposed(encoder, features, dIn) },
    b_enc: { shape: [features], data: ownBias ? dictionary.encoderBias : foldInputBias(dictionary) },
    W_dec: { shape: [features, dOut], data: decoder },
    b_dec: { shape: [dOut], data: decoderBias },
    ...(activation.kind === "jumprelu" && { threshold: { shape: [features], data: activation.threshold } }),
    ...(skip && { W_skip: { shape: [dOut, dIn], data: skip } }),
  };
  const config = {
    d_in: dIn,
    d_sae: features,
    ...(kind === "transcoder" && { d_out: dOut }),
    dtype: "float32",
    device: "cpu",
    apply_b_dec_to_input: ownBias,
    normalize_activations: NORMALIZE[scaling.kind],
    reshape_activations: flattenHeads ? "hook_z" : "none",
    ...(activation.kind === "topk" && { k: activation.k, rescale_acts_by_decoder_norm: false }),
    metadata: {
      model_name: source.model ?? null,
      hook_name: hookIn,
      ...(kind === "transcoder" && { hook_name_out: hookOut }),
      hook_head_index: head ?? null,
      ...(source.centred && { model_from_pretrained_kwargs: { center_writing_weights: true } }),
      // Without it SAELens takes the config for one of before version 6.
      sae_lens_version: "6.0.0",
      sae_lens_training_version: null,
    },
    architecture,
  };
  await mkdir(folder, { recursive: true }).catch((error: Error) => {
    throw new SourceError(`cannot be made: ${error.message}`, folder);
  });
  await writeSafetensors(Object.entries(tensors), join(folder, "sae_weights.safetensors"));
  if (logFrequency) {
    const frequencies: [string, TensorData][] = [["sparsity", { shape: [features], data: logFrequency }]];
    await writeSafetensors(frequencies, join(folder, "sparsity.safetensors"));
  }
  await writeFile(join(folder, "cfg.json"), `${JSON.stringify(config, null, 2)}\n`);
}

function architectureOf({ kind, activation, skip }: SparseDictionary): SaelensArchitecture {
  const fail = (reason: string): never => {
    throw new SourceError(`${reason}: SAELens has no form of it`, "dictionary");
  };
  if (kind === "sae") {
    if (skip) fail("an SAE with a skip");
    if (activation.kind === "topk") return activation.relu ? "topk" : fail("TopK that keeps numbers below 0");
    return activation.kind === "relu" ? "standard" : "jumprelu";
  }
  if (activation.kind === "topk") return fail("a TopK transcoder");
  if (activation.kind === "jumprelu") return skip ? "jumprelu_skip_transcoder" : "jumprelu_transcoder";
  return skip ? "skip_transcoder" : "transcoder";
}
