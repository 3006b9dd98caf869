import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, extname, join, resolve, sep } from "node:path";
import { SourceError } from "../../../../program/SourceError.js";
import { configFields } from "../../../weights/config/ConfigFields.js";
import { readJson } from "../../../weights/readJson.js";
import type { Dictionary } from "../../Dictionary.js";
import { wantsLayer } from "../../hookNames.js";
import type { ReadDictionaryOptions } from "../../ReadDictionaryOptions.js";
import { npzFile } from "../npz/npzFile.js";
import { safetensorsFile } from "../tensors/safetensorsFile.js";
import { gemmaScopeDictionary } from "./gemmaScopeDictionary.js";
import { gemmaScopeHooks } from "./gemmaScopeHooks.js";
import { readGemmaScopeCrossLayer } from "./readGemmaScopeCrossLayer.js";

/**
 * Reads a file of Gemma Scope 1 (`params.npz`) or 2 (`params.safetensors`), or a folder with one, or a folder with the layers of
 * a cross-layer transcoder of Gemma Scope 2 (`params_layer_{l}.safetensors`, `w_dec` [F, layers, d]). Hooks come from
 * `config.json` beside it (Gemma Scope 2), the names of its folders, or the options.
 *
 * @throws SourceError naming file, tensor and shapes, or what is not known of it.
 */
export async function readGemmaScope(path: string, options: ReadDictionaryOptions): Promise<Dictionary[]> {
  const absolute = resolve(path);
  const files =
    extname(absolute) === "" || !/\.(npz|safetensors)$/.test(absolute) ? paramsOf(absolute) : [absolute];
  if (files.length > 1) return [await readGemmaScopeCrossLayer(files, options)];
  const file = files[0]!;
  const told = await hooksOfConfig(dirname(file), options);
  const { layer, ...place } = gemmaScopeHooks(file.split(sep).join("/"), { ...told, ...options });
  if (!wantsLayer(options.layers, layer)) return [];
  const npz = file.endsWith(".npz");
  const source = npz ? await npzFile(file) : await safetensorsFile(file);
  return [
    await gemmaScopeDictionary(source, {
      ...place,
      format: npz ? "gemmascope-npz" : "gemmascope-safetensors",
      name: basename(file),
    }),
  ];
}

function paramsOf(folder: string): readonly string[] {
  for (const name of ["params.npz", "params.safetensors"]) {
    if (existsSync(join(folder, name))) return [join(folder, name)];
  }
  const layers = readdirSync(folder)
    .map(name => /^params_layer_(\d+)\.safetensors$/.exec(name))
    .filter(found => found !== null)
    .sort((a, b) => Number(a[1]) - Number(b[1]));
  if (layers.length === 0) throw new SourceError("has no params.npz and no params.safetensors", folder);
  return layers.map(found => join(folder, found[0]));
}

/** Modules of Gemma 3 in the configs of Gemma Scope 2. */
const MODULES: Readonly<Record<string, string>> = {
  output: "hook_resid_post",
  "pre_feedforward_layernorm.output": "mlp.hook_in",
  "post_feedforward_layernorm.output": "hook_mlp_out",
  "self_attn.o_proj.input": "attn.hook_z",
};

/** Hooks, layer and model of the `config.json` of Gemma Scope 2. */
async function hooksOfConfig(folder: string, options: ReadDictionaryOptions): Promise<ReadDictionaryOptions> {
  const file = join(folder, "config.json");
  const values = await readJson(file);
  if (!values || values.hf_hook_point_in === undefined) return {};
  const fields = configFields(values, file);
  if (fields.text("architecture", "jump_relu") !== "jump_relu") fields.refuse("architecture", '"jump_relu"');
  const hook = (key: string): { name: string; layer: number } => {
    const [, layer, module] = /^(?:.*\.)?layers\.(\d+)\.(.+)$/.exec(fields.text(key)) ?? [];
    const name = module === undefined ? undefined : MODULES[module];
    if (name === undefined)
      return fields.refuse(key, `model.layers.N. and one of ${Object.keys(MODULES).join(", ")}`);
    return { name: `blocks.${layer}.${name}`, layer: Number(layer) };
  };
  if (options.hookIn !== undefined) return {};
  const input = hook("hf_hook_point_in");
  const output = fields.has("hf_hook_point_out") ? hook("hf_hook_point_out") : input;
  return {
    hookIn: input.name,
    hookOut: output.name,
    layer: input.layer,
    ...(fields.has("model_name") && { model: fields.text("model_name").replace("-v3", "-3") }),
  };
}
