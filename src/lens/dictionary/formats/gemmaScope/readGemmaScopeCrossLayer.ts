import { basename } from "node:path";
import { SourceError } from "../../../../program/SourceError.js";
import type { CrossLayerPart, CrossLayerTranscoder } from "../../Dictionary.js";
import { hookOfLayer } from "../../hookNames.js";
import type { ReadDictionaryOptions } from "../../ReadDictionaryOptions.js";
import { crossLayerTranscoder } from "../circuitTracer/readCrossLayer.js";
import { refuseOtherTensors } from "../tensors/refuseOtherTensors.js";
import { safetensorsFile } from "../tensors/safetensorsFile.js";
import { shapedTensor, shapeOf } from "../tensors/shapedTensor.js";
import { transposed } from "../tensors/transposed.js";

/**
 * Reads a cross-layer transcoder of Gemma Scope 2, one file a layer: `w_enc` [d, F], `w_dec` [F, layers, d] (what it would write
 * to layers before it is not used), `b_enc`, `b_dec`, `threshold`, where there is `affine_skip_connection`, applied as x·W.
 *
 * @param files by layer
 * @throws SourceError naming file, tensor and shapes; for tensors besides; for a gap between layers.
 */
export async function readGemmaScopeCrossLayer(
  files: readonly string[],
  options: ReadDictionaryOptions,
): Promise<CrossLayerTranscoder> {
  const layers: CrossLayerPart[] = [];
  let sizes: readonly [number, number] | undefined;
  for (const [l, file] of files.entries()) {
    if (!basename(file).includes(`_${l}.`))
      throw new SourceError(`is no layer ${l}: there is a gap before it`, file);
    const source = await safetensorsFile(file);
    sizes ??= shapeOf(source, "w_enc", 2) as readonly [number, number];
    const [d, features] = sizes;
    const encoder = await shapedTensor(source, "w_enc", [d, features], "d, features");
    const decoder = await shapedTensor(source, "w_dec", [features, files.length, d], "features, layers, d");
    const skip = "affine_skip_connection";
    refuseOtherTensors(source, ["w_enc", "w_dec", "b_enc", "b_dec", "threshold", skip]);
    layers.push({
      hookIn: hookOfLayer(options.hookIn ?? "mlp.hook_in", l),
      hookOut: hookOfLayer(options.hookOut ?? "hook_mlp_out", l),
      activation: {
        kind: "jumprelu",
        threshold: await shapedTensor(source, "threshold", [features], "features"),
      },
      encoder: transposed(encoder, d, features),
      encoderBias: await shapedTensor(source, "b_enc", [features], "features"),
      decoder: laterLayers(decoder, features, files.length, d, l),
      decoderBias: await shapedTensor(source, "b_dec", [d], "d"),
      ...(source.tensors.has(skip) && {
        skip: transposed(await shapedTensor(source, skip, [d, d], "d, d"), d, d),
      }),
    });
  }
  return crossLayerTranscoder(
    "gemmascope-safetensors",
    files.map(file => basename(file)),
    sizes![1],
    layers,
    options.model,
  );
}

/** [features, layers, d] without the layers before `from`. */
function laterLayers(
  all: Float32Array,
  features: number,
  layers: number,
  d: number,
  from: number,
): Float32Array {
  const width = (layers - from) * d;
  const out = new Float32Array(features * width);
  for (let feature = 0; feature < features; feature++) {
    const end = (feature + 1) * layers * d;
    out.set(all.subarray(end - width, end), feature * width);
  }
  return out;
}
