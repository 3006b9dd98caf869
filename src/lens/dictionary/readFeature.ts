import { existsSync } from "node:fs";
import { join } from "node:path";
import { SourceError } from "../../program/SourceError.js";
import { configFields } from "../weights/config/ConfigFields.js";
import { readJson } from "../weights/readJson.js";
import { circuitTracerConfig } from "./formats/circuitTracer/circuitTracerConfig.js";
import { layerFiles } from "./formats/circuitTracer/layerFiles.js";
import { THRESHOLD } from "./formats/circuitTracer/readTranscoderLayer.js";
import { safetensorsFile } from "./formats/tensors/safetensorsFile.js";
import { finite, shapedTensor, shapeOf } from "./formats/tensors/shapedTensor.js";
import type { TensorFile } from "./formats/tensors/TensorFile.js";

/** One feature of a dictionary. */
export interface DictionaryFeature {
  /** [dIn]. */
  readonly encoder: Float32Array;
  /** Pre-activations are x·encoder plus this: what an SAE subtracts from its input is folded in. */
  readonly encoderBias: number;
  /** [dOut], of a cross-layer transcoder [layers from this one on, dOut]. */
  readonly decoder: Float32Array;
  /** Of a JumpReLU. */
  readonly threshold?: number;
}

/**
 * Reads one feature by its place in the file, without reading the rest: folders of circuit-tracer (transcoders and cross-layer
 * ones) and of sparsify, whose matrices have a row a feature. Headers are parsed each time; no more than the rows is read besides (of an
 * SAE of sparsify the input's bias too).
 *
 * @param path folder
 * @param layer counted from 0; a folder of sparsify is one layer, and does not look at it
 * @throws SourceError for another layout, a layer or feature there is none of, tensors or a config that do not fit.
 */
export async function readFeature(path: string, layer: number, feature: number): Promise<DictionaryFeature> {
  const { encoders, decoders, names } = await filesOf(path, layer);
  const [features, dIn] = shapeOf(encoders, names.encoder, 2) as readonly [number, number];
  if (!Number.isSafeInteger(feature) || feature < 0 || feature >= features) {
    throw new SourceError(`${feature} is no feature; expected 0 to ${features - 1}`, "feature");
  }
  const rank = decoders.tensors.get(names.decoder)?.shape.length === 3 ? 3 : 2;
  const [rows, ...rest] = shapeOf(decoders, names.decoder, rank);
  if (rows !== features) {
    throw new SourceError(
      `tensor ${names.decoder} has ${rows} rows; ${names.encoder} has ${features}`,
      decoders.file,
    );
  }
  const width = rest.reduce((product, n) => product * n, 1);
  const row = async (file: TensorFile, name: string, length: number, at = feature): Promise<Float32Array> =>
    finite(await file.part!(name, at * length, length), name, [length], file.file);
  const oneOf = async (name: string): Promise<number> => {
    const [count] = shapeOf(encoders, name, 1);
    if (count !== features) {
      throw new SourceError(
        `tensor ${JSON.stringify(name)} has ${count} numbers; ${names.encoder} has ${features} features`,
        encoders.file,
      );
    }
    return (await row(encoders, name, 1))[0]!;
  };
  const encoder = await row(encoders, names.encoder, dIn);
  let encoderBias = await oneOf(names.bias);
  if (names.inputBias !== undefined) {
    const inputBias = await shapedTensor(encoders, names.inputBias, [dIn], "d_in");
    encoderBias -= encoder.reduce((sum, weight, i) => sum + weight * inputBias[i]!, 0);
  }
  const threshold = encoders.tensors.get(names.threshold)?.shape;
  // One for all features is published too.
  const shared = threshold?.length === 0 || (threshold?.length === 1 && threshold[0] === 1);
  return {
    encoder,
    encoderBias,
    decoder: await row(decoders, names.decoder, width),
    ...(threshold && {
      threshold: shared ? (await row(encoders, names.threshold, 1, 0))[0]! : await oneOf(names.threshold),
    }),
  };
}

interface Files {
  readonly encoders: TensorFile;
  readonly decoders: TensorFile;
  readonly names: {
    readonly encoder: string;
    readonly bias: string;
    readonly decoder: string;
    readonly threshold: string;
    /** Of an SAE that subtracts it from its input. */
    readonly inputBias?: string;
  };
}

async function filesOf(path: string, layer: number): Promise<Files> {
  if (existsSync(join(path, "sae.safetensors"))) {
    const config = join(path, "cfg.json");
    const values = await readJson(config);
    if (!values) throw new SourceError("has no cfg.json, which says whether it is an SAE", path);
    const file = await safetensorsFile(join(path, "sae.safetensors"));
    const names = {
      encoder: "encoder.weight",
      bias: "encoder.bias",
      decoder: "W_dec",
      threshold: "threshold",
      ...(!configFields(values, config).flag("transcode", false) && { inputBias: "b_dec" }),
    };
    return { encoders: file, decoders: file, names };
  }
  const has = (name: string) => existsSync(join(path, name));
  if (!has("config.yaml") && !has("layer_0.safetensors") && !has("W_enc_0.safetensors")) {
    throw new SourceError("is no folder of circuit-tracer or sparsify, whose features have a row each", path);
  }
  const config = has("config.yaml") ? await circuitTracerConfig(path) : undefined;
  const crossLayer = config?.kind === "cross_layer_transcoder" || has("W_enc_0.safetensors");
  const kind = crossLayer ? "cross_layer_transcoder" : "transcoder_set";
  const files = layerFiles(path, config ?? { kind, hookIn: "", hookOut: "" });
  const name = files[layer];
  if (name === undefined)
    throw new SourceError(`${layer} is no layer; expected 0 to ${files.length - 1}`, "layer");
  const encoders = await safetensorsFile(join(path, name));
  if (!crossLayer) {
    return {
      encoders,
      decoders: encoders,
      names: { encoder: "W_enc", bias: "b_enc", decoder: "W_dec", threshold: THRESHOLD },
    };
  }
  return {
    encoders,
    decoders: await safetensorsFile(join(path, `W_dec_${layer}.safetensors`)),
    names: {
      encoder: `W_enc_${layer}`,
      bias: `b_enc_${layer}`,
      decoder: `W_dec_${layer}`,
      threshold: `threshold_${layer}`,
    },
  };
}
