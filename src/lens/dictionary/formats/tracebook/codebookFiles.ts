import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SourceError } from "../../../../program/SourceError.js";
import { configFields } from "../../../weights/config/ConfigFields.js";
import { readJson } from "../../../weights/readJson.js";
import { type TensorData, writeSafetensors } from "../../../weights/safetensors/writeSafetensors.js";
import type { Codebook, CodebookGroup } from "../../Dictionary.js";
import { wantsLayer } from "../../hookNames.js";
import type { ReadDictionaryOptions } from "../../ReadDictionaryOptions.js";
import { hookOfCodebook } from "../codebookFeatures/codebookPlace.js";
import { codebooksOf } from "../codebookFeatures/readCodebookFeatures.js";
import { safetensorsFile } from "../tensors/safetensorsFile.js";
import { shapedTensor } from "../tensors/shapedTensor.js";
import { codebookSource } from "./codebookSource.js";

/** Names of the two files. */
export const CODEBOOKS = "codebooks.json";
const TENSORS = "codebooks.safetensors";
const PLACES: readonly Codebook["at"][] = [
  "mlp",
  "attn_preproj",
  "attn",
  "transformer_block",
  "mlp_mid",
  "qkv",
  "attn_plus_mlp",
];

/**
 * Reads codebooks of this package's own layout, which stands beside a model's folder: `codebooks.json`,
 * `{"version": 1, "model"?, "codebooks": [{"layer", "at", "groups", "grouped", "codes", "width", "k", "similarity"}]}`, and
 * `codebooks.safetensors` with `{layer}.{at}.{group}.codes` [codes, width], `….norm_weight`, `….norm_bias` [width].
 *
 * A `codebooks.json` with the settings of a published checkpoint (`codebook_at` and the like) goes with tensors by the published names,
 * as `training/export.py` writes them.
 *
 * @throws SourceError naming file, key and value, or tensor and shapes.
 */
export async function readCodebooks(folder: string, options: ReadDictionaryOptions): Promise<Codebook[]> {
  const file = join(folder, CODEBOOKS);
  const values = await readJson(file);
  if (!values) throw new SourceError(`has no ${CODEBOOKS}`, folder);
  const top = configFields(values, file);
  if (top.has("codebook_at")) {
    const source = await safetensorsFile(join(folder, TENSORS));
    return codebooksOf({ file, values }, { name: TENSORS, source }, options);
  }
  if (top.count("version") !== 1) top.refuse("version", "1");
  const list = top.raw("codebooks");
  if (!Array.isArray(list) || list.length === 0) return top.refuse("codebooks", "a list of codebooks");
  const stored = await safetensorsFile(join(folder, TENSORS));
  const model = options.model ?? (top.has("model") ? top.text("model") : undefined);
  const codebooks: Codebook[] = [];
  for (const [i, one] of list.entries()) {
    if (typeof one !== "object" || one === null) top.refuse("codebooks", "a list of objects");
    const fields = configFields(one as Record<string, unknown>, file, `codebooks[${i}].`);
    const layer = fields.raw("layer");
    if (!Number.isSafeInteger(layer) || (layer as number) < 0)
      fields.refuse("layer", "a whole number from 0");
    const at =
      PLACES.find(place => place === fields.raw("at")) ?? fields.refuse("at", `one of ${PLACES.join(", ")}`);
    const similarity = fields.text("similarity", "inner_product");
    if (similarity !== "inner_product" && similarity !== "euclidean") {
      return fields.refuse("similarity", '"inner_product" or "euclidean"');
    }
    if (!wantsLayer(options.layers, layer as number)) continue;
    const codes = fields.count("codes");
    const width = fields.count("width");
    const groups: CodebookGroup[] = [];
    for (let g = 0; g < fields.count("groups"); g++) {
      const name = `${layer}.${at}.${g}`;
      groups.push({
        codes: await shapedTensor(stored, `${name}.codes`, [codes, width], "codes, width"),
        normWeight: await shapedTensor(stored, `${name}.norm_weight`, [width], "width"),
        normBias: await shapedTensor(stored, `${name}.norm_bias`, [width], "width"),
      });
    }
    const codebook: Omit<Codebook, "source"> = {
      kind: "codebook",
      hook: hookOfCodebook(at, layer as number),
      at,
      layer: layer as number,
      groups,
      ...(fields.flag("grouped", groups.length > 1) && { grouped: true }),
      codes,
      k: fields.count("k", 1, codes),
      similarity,
    };
    const source = codebookSource("tracebook", [CODEBOOKS, TENSORS], codebook, model);
    codebooks.push({ ...codebook, source });
  }
  return codebooks;
}

/**
 * Writes codebooks as {@link readCodebooks} reads them, float32.
 *
 * @throws SourceError for none, or two at one place, and where the files cannot be written.
 */
export async function writeCodebooks(codebooks: readonly Codebook[], folder: string): Promise<void> {
  if (codebooks.length === 0) throw new SourceError("there are none", "codebooks");
  const tensors: [string, TensorData][] = [];
  const entries = codebooks.map(({ layer, at, groups, grouped, codes, k, similarity }) => {
    const width = groups[0]!.normWeight.length;
    for (const [g, group] of groups.entries()) {
      const name = `${layer}.${at}.${g}`;
      tensors.push([`${name}.codes`, { shape: [codes, width], data: group.codes }]);
      tensors.push([`${name}.norm_weight`, { shape: [width], data: group.normWeight }]);
      tensors.push([`${name}.norm_bias`, { shape: [width], data: group.normBias }]);
    }
    return {
      layer,
      at,
      groups: groups.length,
      grouped: grouped ?? groups.length > 1,
      codes,
      width,
      k,
      similarity,
    };
  });
  await mkdir(folder, { recursive: true });
  const model = codebooks[0]!.source.model;
  await writeSafetensors(tensors, join(folder, TENSORS));
  const json = { version: 1, ...(model !== undefined && { model }), codebooks: entries };
  await writeFile(join(folder, CODEBOOKS), `${JSON.stringify(json, null, 2)}\n`);
}
