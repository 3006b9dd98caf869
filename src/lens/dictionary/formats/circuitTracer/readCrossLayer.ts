import { join } from "node:path";
import { SourceError } from "../../../../program/SourceError.js";
import type { CrossLayerPart, CrossLayerTranscoder, SparseActivation } from "../../Dictionary.js";
import { sourceOf } from "../../sourceOf.js";
import { activationSetting, thresholdOf } from "../../sparseDictionary.js";
import { refuseOtherTensors } from "../tensors/refuseOtherTensors.js";
import { safetensorsFile } from "../tensors/safetensorsFile.js";
import { shapedTensor, shapeOf } from "../tensors/shapedTensor.js";
import { transposed } from "../tensors/transposed.js";
import { layerActivation } from "./readTranscoderLayer.js";

/** Where a cross-layer transcoder stands. */
export interface CrossLayerPlace {
  /** Hooks of a layer. */
  readonly hookIn: (layer: number) => string;
  readonly hookOut: (layer: number) => string;
  readonly model?: string | undefined;
  /** As the config says, of all layers. */
  readonly activation?: SparseActivation | undefined;
}

/**
 * Reads a cross-layer transcoder of circuit-tracer: per layer l `W_enc_{l}.safetensors` with `W_enc_{l}` [F, d], `b_enc_{l}`,
 * `b_dec_{l}`, where there are `threshold_{l}` and `W_skip_{l}` (applied as x·W), and `W_dec_{l}.safetensors` with
 * `W_dec_{l}` [F, layers − l, d].
 *
 * @param names of the encoders' files, by layer
 * @throws SourceError naming file, tensor and shapes; for tensors besides, and those that say another activation than the config.
 */
export async function readCrossLayer(
  folder: string,
  names: readonly string[],
  place: CrossLayerPlace,
): Promise<CrossLayerTranscoder> {
  const layers: CrossLayerPart[] = [];
  const files: string[] = [];
  let sizes: readonly [number, number] | undefined;
  for (const [l, name] of names.entries()) {
    const encoders = await safetensorsFile(join(folder, name));
    const decoderName = `W_dec_${l}.safetensors`;
    const decoders = await safetensorsFile(join(folder, decoderName));
    files.push(name, decoderName);
    sizes ??= shapeOf(encoders, `W_enc_${l}`, 2) as readonly [number, number];
    const [features, d] = sizes;
    const skip = `W_skip_${l}`;
    const threshold = `threshold_${l}`;
    refuseOtherTensors(encoders, [`W_enc_${l}`, `b_enc_${l}`, `b_dec_${l}`, threshold, skip, "k"]);
    refuseOtherTensors(decoders, [`W_dec_${l}`]);
    layers.push({
      hookIn: place.hookIn(l),
      hookOut: place.hookOut(l),
      activation: await layerActivation(encoders, threshold, features, place.activation),
      encoder: await shapedTensor(encoders, `W_enc_${l}`, [features, d], "features, d"),
      encoderBias: await shapedTensor(encoders, `b_enc_${l}`, [features], "features"),
      decoder: await shapedTensor(
        decoders,
        `W_dec_${l}`,
        [features, names.length - l, d],
        "features, layers from this one on, d",
      ),
      decoderBias: await shapedTensor(encoders, `b_dec_${l}`, [d], "d"),
      ...(encoders.tensors.has(skip) && {
        skip: transposed(await shapedTensor(encoders, skip, [d, d], "d, d"), d, d),
      }),
    });
  }
  if (!sizes) throw new SourceError("has no layers", folder);
  return crossLayerTranscoder("circuit-tracer", files, sizes[0], layers, place.model);
}

/** Puts a cross-layer transcoder together: sizes from its tensors, hash over them and what is done with them. */
export function crossLayerTranscoder(
  format: "circuit-tracer" | "gemmascope-safetensors",
  files: readonly string[],
  features: number,
  layers: readonly CrossLayerPart[],
  model: string | undefined,
): CrossLayerTranscoder {
  const tensors: Record<string, Float32Array | undefined> = {};
  for (const [l, part] of layers.entries()) {
    for (const name of ["encoder", "encoderBias", "decoder", "decoderBias", "skip"] as const) {
      tensors[`${l}.${name}`] = part[name];
    }
    tensors[`${l}.threshold`] = thresholdOf(part.activation);
  }
  const kind = "cross-layer transcoder";
  const settings = {
    kind,
    layers: layers.map(({ hookIn, hookOut, activation }) => ({
      hookIn,
      hookOut,
      activation: activationSetting(activation),
    })),
  };
  return {
    kind,
    source: sourceOf(format, files, { tensors, settings }, { model }),
    features,
    dIn: layers[0]!.encoder.length / features,
    dOut: layers[0]!.decoderBias.length,
    layers,
  };
}
