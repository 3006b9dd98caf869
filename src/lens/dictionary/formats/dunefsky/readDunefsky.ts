import { basename } from "node:path";
import { SourceError } from "../../../../program/SourceError.js";
import { configFields } from "../../../weights/config/ConfigFields.js";
import type { SparseDictionary } from "../../Dictionary.js";
import { layerOfHook, wantsLayer } from "../../hookNames.js";
import type { ReadDictionaryOptions } from "../../ReadDictionaryOptions.js";
import { sparseDictionary } from "../../sparseDictionary.js";
import { openTorchFile } from "../pickle/openTorchFile.js";
import { PickleRecord } from "../pickle/PickleValue.js";
import { torchTensors } from "../pickle/torchTensors.js";
import { refuseOtherTensors } from "../tensors/refuseOtherTensors.js";
import { shapedTensor, shapeOf } from "../tensors/shapedTensor.js";
import { transposed } from "../tensors/transposed.js";

/**
 * Reads a transcoder or SAE of Dunefsky et al. (arXiv 2406.11944): `.pt` or `.pkl.gz` with `cfg`, a pickled object that is read
 * as a plain record, and `state_dict`: `W_enc` [d_in, F], `b_enc`, `W_dec` [F, d_out], `b_dec` [d_in], which is subtracted from
 * the input, and for a transcoder `b_dec_out` [d_out]. They were trained on TransformerLens' processed models: `source.centred`.
 *
 * @returns one dictionary; none where its layer is not asked for.
 * @throws SourceError naming file and what was found, key and value, or tensor and shapes; for tensors besides.
 */
export async function readDunefsky(
  file: string,
  options: ReadDictionaryOptions,
): Promise<SparseDictionary[]> {
  const torch = await openTorchFile(file, { records: true });
  const top = torch.value;
  if (!(top instanceof Map) || !top.has("cfg") || !top.has("state_dict")) {
    throw new SourceError("has no cfg and state_dict: no transcoder of Dunefsky et al.", file);
  }
  const cfg = top.get("cfg");
  const attributes = cfg instanceof PickleRecord ? cfg.attributes : cfg;
  if (!(attributes instanceof Map)) throw new SourceError("its cfg is no object", file);
  const fields = configFields(
    Object.fromEntries(
      [...attributes].filter((pair): pair is [string, never] => typeof pair[0] === "string"),
    ),
    file,
    "cfg.",
  );
  const source = torchTensors(torch, top.get("state_dict"), "state_dict");
  const transcoder = fields.flag("is_transcoder", source.tensors.has("b_dec_out"));
  const hookIn = options.hookIn ?? fields.text("hook_point");
  const hookOut = options.hookOut ?? (transcoder ? fields.text("out_hook_point") : hookIn);
  if (!wantsLayer(options.layers, options.layer ?? layerOfHook(hookIn))) return [];
  const head = fields.raw("hook_point_head_index");
  if (head !== undefined && !(Number.isSafeInteger(head) && (head as number) >= 0)) {
    fields.refuse("hook_point_head_index", "a whole number from 0, or None");
  }
  refuseOtherTensors(source, ["W_enc", "b_enc", "W_dec", "b_dec", ...(transcoder ? ["b_dec_out"] : [])]);
  const [dIn, features] = shapeOf(source, "W_enc", 2) as readonly [number, number];
  const dOut = transcoder ? shapeOf(source, "W_dec", 2)[1]! : dIn;
  const encoder = await shapedTensor(source, "W_enc", [dIn, features], "d_in, d_sae");
  const inputBias = await shapedTensor(source, "b_dec", [dIn], "d_in");
  return [
    sparseDictionary({
      kind: transcoder ? "transcoder" : "sae",
      format: "dunefsky",
      files: [basename(file)],
      model: options.model ?? (fields.has("model_name") ? fields.text("model_name") : undefined),
      centred: true,
      hookIn,
      hookOut,
      ...(head !== undefined && { head: head as number }),
      activation: { kind: "relu" },
      scaling: { kind: "none" },
      encoder: transposed(encoder, dIn, features),
      encoderBias: await shapedTensor(source, "b_enc", [features], "d_sae"),
      decoder: await shapedTensor(source, "W_dec", [features, dOut], "d_sae, d_out"),
      decoderBias: transcoder ? await shapedTensor(source, "b_dec_out", [dOut], "d_out") : inputBias,
      inputBias,
    }),
  ];
}
