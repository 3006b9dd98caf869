import { existsSync } from "node:fs";
import { join } from "node:path";
import { SourceError } from "../../../../program/SourceError.js";
import { readJson } from "../../../weights/readJson.js";
import type { InputScaling, SparseActivation, SparseDictionary } from "../../Dictionary.js";
import { hookOfLayer, layerOfHook, wantsLayer } from "../../hookNames.js";
import type { ReadDictionaryOptions } from "../../ReadDictionaryOptions.js";
import { sparseDictionary } from "../../sparseDictionary.js";
import { refuseOtherTensors } from "../tensors/refuseOtherTensors.js";
import { safetensorsFile } from "../tensors/safetensorsFile.js";
import { shapedTensor, shapeOf } from "../tensors/shapedTensor.js";
import type { TensorFile } from "../tensors/TensorFile.js";
import { transposed } from "../tensors/transposed.js";
import { foldSaelens } from "./foldSaelens.js";
import { type SaelensConfig, saelensConfig } from "./saelensConfig.js";

const CONFIG = "cfg.json";
const WEIGHTS = "sae_weights.safetensors";
const SPARSITY = "sparsity.safetensors";
const SCALER = "activation_scaler.json";

/** Names of the tensor of factors, old and new. */
const FACTORS = ["scaling_factor", "finetuning_scaling_factor"] as const;

const SCALINGS: Readonly<Record<SaelensConfig["normalize"], InputScaling["kind"]>> = {
  none: "none",
  expected_average_only_in: "none",
  constant_norm_rescale: "constant norm",
  layer_norm: "layer norm",
};

/**
 * Reads a folder of SAELens (`cfg.json`, `sae_weights.safetensors`, where there is one `sparsity.safetensors`), version 6 or
 * older: standard, gated, JumpReLU and TopK SAEs, plain, skip and JumpReLU transcoders. Scales are folded: the decoder's norms of
 * TopK, the old tensor `scaling_factor`, the scale of `expected_average_only_in`.
 *
 * @returns one dictionary; none where its layer is not asked for.
 * @throws SourceError naming file, key and value, or tensor and shapes; for tensors the architecture has not.
 */
export async function readSaelens(
  folder: string,
  options: ReadDictionaryOptions,
): Promise<SparseDictionary[]> {
  const file = join(folder, CONFIG);
  const values = await readJson(file);
  if (!values) throw new SourceError(`has no ${CONFIG}`, folder);
  const config = saelensConfig(values, file);
  const hookIn = options.hookIn ?? config.hookIn;
  if (hookIn === undefined) throw new SourceError("hook_name is missing; say hookIn", file);
  const transcoder = config.architecture.includes("transcoder");
  const layer = options.layer ?? layerOfHook(hookIn);
  if (!wantsLayer(options.layers, layer)) return [];
  const hookOut = options.hookOut ?? (transcoder ? config.hookOut : hookIn);
  if (hookOut === undefined) throw new SourceError("hook_name_out is missing; say hookOut", file);
  const source = await safetensorsFile(join(folder, WEIGHTS));
  refuseOtherTensors(source, tensorsOf(config.architecture));
  const { features, dIn } = config;
  const dOut = transcoder ? (config.dOut ?? shapeOf(source, "W_dec", 2)[1]!) : dIn;
  const read = {
    encoder: transposed(await shapedTensor(source, "W_enc", [dIn, features], "d_in, d_sae"), dIn, features),
    decoder: await shapedTensor(source, "W_dec", [features, dOut], "d_sae, d_out"),
    decoderBias: await shapedTensor(source, "b_dec", [dOut], "d_out"),
    ...(await encoderOf(source, config)),
    factor: await scalingFactor(source, config),
  };
  const folded = foldSaelens(read, config, await normScale(folder, config, options));
  const frequencies = existsSync(join(folder, SPARSITY))
    ? await safetensorsFile(join(folder, SPARSITY))
    : undefined;
  const hookOfThis = (name: string) => (layer === undefined ? name : hookOfLayer(name, layer));
  return [
    sparseDictionary({
      kind: transcoder ? "transcoder" : "sae",
      format: "saelens",
      files: [CONFIG, WEIGHTS, ...(frequencies ? [SPARSITY] : [])],
      model: options.model ?? config.model,
      centred: config.centred,
      hookIn: hookOfThis(hookIn),
      hookOut: hookOfThis(hookOut),
      ...(config.head !== undefined && { head: config.head }),
      ...(config.flattenHeads && { flattenHeads: true }),
      scaling: { kind: SCALINGS[config.normalize] },
      ...folded,
      ...(config.centresInput && { inputBias: folded.decoderBias }),
      ...(config.architecture.includes("skip") && {
        skip: await shapedTensor(source, "W_skip", [dOut, dIn], "d_out, d_in"),
      }),
      ...(frequencies && { logFrequency: await shapedTensor(frequencies, "sparsity", [features], "d_sae") }),
    }),
  ];
}

/** Names of an architecture's tensors; `scaling_factor` was written with any for a time ({@link scalingFactor}). */
function tensorsOf(architecture: SaelensConfig["architecture"]): string[] {
  return [
    ...["W_enc", "W_dec", "b_dec", ...FACTORS],
    ...(architecture === "gated" ? ["b_gate", "b_mag", "r_mag"] : ["b_enc"]),
    ...(architecture.includes("jumprelu") ? ["threshold"] : []),
    ...(architecture.includes("skip") ? ["W_skip"] : []),
  ];
}

/** Bias and activation; a gated encoder as the JumpReLU it is, with the gains of its rows apart. */
async function encoderOf(
  source: TensorFile,
  { architecture, features, k }: SaelensConfig,
): Promise<{ encoderBias: Float32Array; activation: SparseActivation; gains?: Float32Array }> {
  const vector = (name: string) => shapedTensor(source, name, [features], "d_sae");
  if (architecture === "gated") {
    const gate = await vector("b_gate");
    const encoderBias = await vector("b_mag");
    const gains = (await vector("r_mag")).map(Math.exp);
    // x·W + b_gate > 0 where x·W·e^r + b_mag > b_mag − e^r·b_gate. Those below 0 are 0 anyway.
    const threshold = encoderBias.map((bias, i) => Math.max(0, bias - gains[i]! * gate[i]!));
    return { encoderBias, activation: { kind: "jumprelu", threshold }, gains };
  }
  const encoderBias = await vector("b_enc");
  if (architecture.includes("jumprelu")) {
    return { encoderBias, activation: { kind: "jumprelu", threshold: await vector("threshold") } };
  }
  if (architecture !== "topk") return { encoderBias, activation: { kind: "relu" } };
  if (k! > features) throw new SourceError(`k is ${k}; it has ${features} features`, source.file);
  return { encoderBias, activation: { kind: "topk", k: k!, relu: true } };
}

/** The old tensor `scaling_factor`, one a feature, applied before the decoder; for a time it was written without being used. */
async function scalingFactor(
  source: TensorFile,
  { finetuned, features }: SaelensConfig,
): Promise<Float32Array | undefined> {
  const name = FACTORS.find(one => source.tensors.has(one));
  if (!name) return undefined;
  const factor = await shapedTensor(source, name, [features], "d_sae");
  if (factor.every(value => Math.abs(value - 1) <= 1e-5)) return undefined;
  if (!finetuned && name === "scaling_factor") {
    throw new SourceError(
      `tensor "${name}" is not 1 everywhere, and the config's finetuning_scaling_factor is not true`,
      source.file,
    );
  }
  return factor;
}

async function normScale(
  folder: string,
  { normalize }: SaelensConfig,
  { normScale: given }: ReadDictionaryOptions,
): Promise<number> {
  if (normalize !== "expected_average_only_in") return 1;
  const file = join(folder, SCALER);
  const scale = given ?? (await readJson(file))?.scaling_factor;
  if (typeof scale !== "number" || !Number.isFinite(scale) || scale <= 0) {
    throw new SourceError(
      scale === undefined || scale === null
        ? `normalize_activations is "expected_average_only_in", and its scale is not in the files (${SCALER}); say normScale: √d/E‖x‖, or 1 where it has been folded`
        : `the scale is ${JSON.stringify(scale)}; expected a number above 0`,
      given === undefined ? join(folder, CONFIG) : "normScale",
    );
  }
  return scale;
}
