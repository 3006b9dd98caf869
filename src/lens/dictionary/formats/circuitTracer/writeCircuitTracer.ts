import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SourceError } from "../../../../program/SourceError.js";
import { type TensorData, writeSafetensors } from "../../../weights/safetensors/writeSafetensors.js";
import type { CrossLayerTranscoder, SparseDictionary } from "../../Dictionary.js";
import { foldInputBias } from "../../foldInputBias.js";
import { layerOfHook } from "../../hookNames.js";
import { THRESHOLD } from "./readTranscoderLayer.js";

/** What is written beside the tensors. */
export interface WriteCircuitTracerOptions {
  /** Name under which feature pages are looked up. Default: the model's, or `tracebook`. */
  readonly scan?: string;
}

/**
 * Writes transcoders, one for each layer from 0 on, or one cross-layer transcoder, as circuit-tracer reads them: `config.yaml`
 * and `layer_{l}.safetensors`, or `W_enc_{l}.safetensors` and `W_dec_{l}.safetensors`. An input's bias is folded into the
 * encoder's.
 *
 * @throws SourceError where layers are missing or hooks differ, and for what circuit-tracer's loader would read as something else:
 * TopK (as ReLU), a scaled input, SAEs, single heads, the skip of a cross-layer transcoder, what was made on centred weights (it loads
 * models uncentred).
 */
export async function writeCircuitTracer(
  dictionaries: readonly (SparseDictionary | CrossLayerTranscoder)[],
  folder: string,
  options: WriteCircuitTracerOptions = {},
): Promise<void> {
  const [first] = dictionaries;
  if (!first) throw new SourceError("there are none", "dictionaries");
  const crossLayer = first.kind === "cross-layer transcoder" ? first : undefined;
  if (crossLayer && dictionaries.length > 1) {
    throw new SourceError(`a cross-layer transcoder and ${dictionaries.length - 1} more`, "dictionaries");
  }
  const files = crossLayer
    ? crossLayerFiles(crossLayer)
    : setFiles(dictionaries as readonly SparseDictionary[]);
  const places = crossLayer ? crossLayer.layers : (dictionaries as readonly SparseDictionary[]);
  const model = first.source.model;
  const config = {
    model_name: model ?? null,
    model_kind: crossLayer ? "cross_layer_transcoder" : "transcoder_set",
    feature_input_hook: hookOfAll(places.map(({ hookIn }) => hookIn)),
    feature_output_hook: hookOfAll(places.map(({ hookOut }) => hookOut)),
    scan: options.scan ?? model ?? "tracebook",
  };
  await mkdir(folder, { recursive: true }).catch((error: Error) => {
    throw new SourceError(`cannot be made: ${error.message}`, folder);
  });
  for (const [name, tensors] of files) await writeSafetensors(tensors, join(folder, name));
  const { stringify } = await import("yaml");
  await writeFile(join(folder, "config.yaml"), stringify(config));
}

const CENTRED = "made on centred weights; circuit-tracer loads models uncentred";

type File = readonly [string, [string, TensorData][]];

function setFiles(dictionaries: readonly SparseDictionary[]): File[] {
  const files: File[] = [];
  for (const [layer, dictionary] of dictionaries.entries()) {
    const fail = (reason: string): never => {
      throw new SourceError(`layer ${layer}: ${reason}`, "dictionaries");
    };
    const { kind, features, dIn, dOut, activation, scaling, head, skip, source } = dictionary;
    if (kind !== "transcoder") fail(`${kind}; circuit-tracer reads transcoders`);
    if (source.centred) fail(CENTRED);
    if (layerOfHook(dictionary.hookOut) !== layer) {
      fail(`writes ${dictionary.hookOut}; layers must be 0 to ${dictionaries.length - 1}, in order`);
    }
    if (activation.kind === "topk") fail("TopK, which circuit-tracer's loader would read as ReLU");
    if (scaling.kind !== "none")
      fail(`its input is scaled (${scaling.kind}), which circuit-tracer cannot do`);
    if (head !== undefined) fail("of a single head, which circuit-tracer cannot read");
    if (dIn !== dOut) fail(`reads ${dIn} numbers and writes ${dOut}; circuit-tracer's are of one width`);
    if (features !== dictionaries[0]!.features)
      fail(`${features} features; layer 0 has ${dictionaries[0]!.features}`);
    if ((skip === undefined) !== (dictionaries[0]!.skip === undefined)) fail("a skip in some layers only");
    const tensors: [string, TensorData][] = [
      ["W_enc", { shape: [features, dIn], data: dictionary.encoder }],
      ["b_enc", { shape: [features], data: foldInputBias(dictionary) }],
      ["W_dec", { shape: [features, dOut], data: dictionary.decoder }],
      ["b_dec", { shape: [dOut], data: dictionary.decoderBias }],
    ];
    if (activation.kind === "jumprelu") {
      tensors.push([
        THRESHOLD,
        { shape: [features], data: activation.threshold.map(value => Math.max(0, value)) },
      ]);
    }
    if (skip) tensors.push(["W_skip", { shape: [dOut, dIn], data: skip }]);
    files.push([`layer_${layer}.safetensors`, tensors]);
  }
  return files;
}

function crossLayerFiles({ layers, features, dIn, dOut, source }: CrossLayerTranscoder): File[] {
  if (source.centred) throw new SourceError(CENTRED, "dictionaries");
  return layers.flatMap(({ activation, encoder, encoderBias, decoder, decoderBias, skip }, l): File[] => {
    if (activation.kind === "topk" || skip || dIn !== dOut) {
      throw new SourceError(
        `layer ${l}: ${skip ? "a skip" : activation.kind === "topk" ? "TopK" : "two widths"}, which circuit-tracer's loader does not read`,
        "dictionaries",
      );
    }
    const tensors: [string, TensorData][] = [
      [`W_enc_${l}`, { shape: [features, dIn], data: encoder }],
      [`b_enc_${l}`, { shape: [features], data: encoderBias }],
      [`b_dec_${l}`, { shape: [dOut], data: decoderBias }],
    ];
    if (activation.kind === "jumprelu") {
      const threshold = activation.threshold.map(value => Math.max(0, value));
      tensors.push([`threshold_${l}`, { shape: [features], data: threshold }]);
    }
    const shape = [features, layers.length - l, dOut];
    return [
      [`W_enc_${l}.safetensors`, tensors],
      [`W_dec_${l}.safetensors`, [[`W_dec_${l}`, { shape, data: decoder }]]],
    ];
  });
}

/** The one name of the hooks of all layers, without their blocks. */
function hookOfAll(hooks: readonly string[]): string {
  const names = new Set(hooks.map(hook => hook.replace(/^blocks\.\d+\./, "")));
  if (names.size > 1)
    throw new SourceError(`hooks of layers differ: ${[...names].join(", ")}`, "dictionaries");
  return [...names][0]!;
}
