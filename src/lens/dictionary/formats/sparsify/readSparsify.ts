import { basename, join, resolve } from "node:path";
import { SourceError } from "../../../../program/SourceError.js";
import { configFields } from "../../../weights/config/ConfigFields.js";
import { readJson } from "../../../weights/readJson.js";
import type { SparseDictionary } from "../../Dictionary.js";
import { hookOfLayer, layerOfHook, wantsLayer } from "../../hookNames.js";
import type { ReadDictionaryOptions } from "../../ReadDictionaryOptions.js";
import { sparseDictionary } from "../../sparseDictionary.js";
import { refuseOtherTensors } from "../tensors/refuseOtherTensors.js";
import { safetensorsFile } from "../tensors/safetensorsFile.js";
import { shapedTensor } from "../tensors/shapedTensor.js";
import { sparsifyHooks } from "./sparsifyHooks.js";

const CONFIG = "cfg.json";
const WEIGHTS = "sae.safetensors";

/**
 * Reads a hookpoint's folder of sparsify (`cfg.json`, `sae.safetensors`): TopK SAEs, which subtract the decoder's bias from the
 * input, and TopK transcoders, which do not; either with a skip. Hooks follow from the folder's name.
 *
 * @returns one dictionary; none where its layer is not asked for.
 * @throws SourceError naming file, key and value, or tensor and shapes; for tensors besides.
 */
export async function readSparsify(
  folder: string,
  options: ReadDictionaryOptions,
): Promise<SparseDictionary[]> {
  const file = join(folder, CONFIG);
  const values = await readJson(file);
  if (!values) throw new SourceError(`has no ${CONFIG}`, folder);
  const fields = configFields(values, file);
  const transcoder = fields.flag("transcode", false);
  const { hookIn, hookOut } = hooksOf(folder, transcoder, options);
  const layer = options.layer ?? layerOfHook(hookIn);
  if (!wantsLayer(options.layers, layer)) return [];
  if (fields.text("activation", "topk") !== "topk") fields.refuse("activation", '"topk"');
  // The last two add what its own input does not tell: something of the token's embedding, or of the tokens before.
  for (const key of ["signed", "embed_skip", "gram_lookup"])
    if (fields.flag(key, false)) fields.refuse(key, "false");
  const dIn = fields.count("d_in");
  const features = fields.raw("num_latents") || fields.count("expansion_factor", 32) * dIn;
  if (!Number.isSafeInteger(features)) return fields.refuse("num_latents", "a whole number");
  const size = features as number;
  const k = fields.count("k", 32, size);
  const source = await safetensorsFile(join(folder, WEIGHTS));
  const skips = fields.flag("skip_connection", false);
  refuseOtherTensors(source, [
    "encoder.weight",
    "encoder.bias",
    "W_dec",
    "b_dec",
    ...(skips ? ["W_skip"] : []),
  ]);
  const decoderBias = await shapedTensor(source, "b_dec", [dIn], "d_in");
  const hookOfThis = (name: string) => (layer === undefined ? name : hookOfLayer(name, layer));
  return [
    sparseDictionary({
      kind: transcoder ? "transcoder" : "sae",
      format: "sparsify",
      files: [CONFIG, WEIGHTS],
      model: options.model,
      hookIn: hookOfThis(hookIn),
      hookOut: hookOfThis(hookOut),
      activation: { kind: "topk", k, relu: true },
      scaling: { kind: "none" },
      encoder: await shapedTensor(source, "encoder.weight", [size, dIn], "num_latents, d_in"),
      encoderBias: await shapedTensor(source, "encoder.bias", [size], "num_latents"),
      decoder: await shapedTensor(source, "W_dec", [size, dIn], "num_latents, d_in"),
      decoderBias,
      ...(!transcoder && { inputBias: decoderBias }),
      ...(skips && {
        skip: await shapedTensor(source, "W_skip", [dIn, dIn], "d_in, d_in"),
      }),
    }),
  ];
}

function hooksOf(
  folder: string,
  transcoder: boolean,
  { hookIn, hookOut }: ReadDictionaryOptions,
): { hookIn: string; hookOut: string } {
  if (hookIn !== undefined && (hookOut !== undefined || !transcoder))
    return { hookIn, hookOut: hookOut ?? hookIn };
  const found = sparsifyHooks(basename(resolve(folder)), transcoder, folder);
  return { hookIn: hookIn ?? found.hookIn, hookOut: hookOut ?? found.hookOut };
}
