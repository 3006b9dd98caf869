import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, extname, join, resolve, sep } from "node:path";
import { SourceError } from "../../../../program/SourceError.js";
import type { Dictionary } from "../../Dictionary.js";
import { wantsLayer } from "../../hookNames.js";
import type { ReadDictionaryOptions } from "../../ReadDictionaryOptions.js";
import { npzFile } from "../npz/npzFile.js";
import { safetensorsFile } from "../tensors/safetensorsFile.js";
import { gemmaScopeConfig } from "./gemmaScopeConfig.js";
import { gemmaScopeDictionary } from "./gemmaScopeDictionary.js";
import { gemmaScopeHooks } from "./gemmaScopeHooks.js";
import { readGemmaScopeCrossLayer } from "./readGemmaScopeCrossLayer.js";

/**
 * Reads a file of Gemma Scope 1 (`params.npz`) or 2 (`params.safetensors`), or a folder with one, or a folder with the layers of
 * a cross-layer transcoder of Gemma Scope 2 (`params_layer_{l}.safetensors`, `w_dec` [F, layers, d]). Hooks come from the options,
 * `config.json` beside it (Gemma Scope 2), or the names of its folders, each for itself.
 *
 * @throws SourceError naming file, tensor and shapes, or what is not known of it.
 */
export async function readGemmaScope(path: string, options: ReadDictionaryOptions): Promise<Dictionary[]> {
  const absolute = resolve(path);
  const files =
    extname(absolute) === "" || !/\.(npz|safetensors)$/.test(absolute) ? paramsOf(absolute) : [absolute];
  if (files.length > 1) return [await readGemmaScopeCrossLayer(files, options)];
  const file = files[0]!;
  const said = await gemmaScopeConfig(dirname(file), options);
  const { layer, ...place } = gemmaScopeHooks(file.split(sep).join("/"), options, said);
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
