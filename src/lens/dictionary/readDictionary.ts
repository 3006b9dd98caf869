import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { SourceError } from "../../program/SourceError.js";
import type { Dictionary, DictionarySource } from "./Dictionary.js";
import { readCircuitTracer } from "./formats/circuitTracer/readCircuitTracer.js";
import { readCodebookFeatures } from "./formats/codebookFeatures/readCodebookFeatures.js";
import { readDunefsky } from "./formats/dunefsky/readDunefsky.js";
import { readGemmaScope } from "./formats/gemmaScope/readGemmaScope.js";
import { readSaelens } from "./formats/saelens/readSaelens.js";
import { readSparsify } from "./formats/sparsify/readSparsify.js";
import { readCodebooks } from "./formats/tracebook/codebookFiles.js";
import { checkLayers } from "./hookNames.js";
import type { ReadDictionaryOptions } from "./ReadDictionaryOptions.js";

/** Layouts on disk. */
type Layout = Exclude<DictionarySource["format"], "memory">;

const READERS: Readonly<
  Record<Layout, (path: string, options: ReadDictionaryOptions) => Promise<Dictionary[]>>
> = {
  saelens: readSaelens,
  sparsify: readSparsify,
  "circuit-tracer": readCircuitTracer,
  "gemmascope-npz": readGemmaScope,
  "gemmascope-safetensors": readGemmaScope,
  dunefsky: readDunefsky,
  "codebook-features": readCodebookFeatures,
  tracebook: readCodebooks,
};

/** Folders looked into below the one given: Gemma Scope has `layer_20/width_16k/average_l0_71`. */
const DEEPEST = 3;

/**
 * Reads dictionaries of any published layout: a folder of SAELens, sparsify, circuit-tracer, codebook-features or this
 * package's own, a file or folder of Gemma Scope, a `.pt`, `.pkl` or `.pkl.gz` of Dunefsky et al.; or a folder of such folders. The
 * layout is found by the names of files. All tensors are checked (shapes, finite numbers) and are float32 in memory; scales that
 * can be folded are folded.
 *
 * @returns dictionaries in the order of layers and names.
 * @throws SourceError naming file, key and value, or tensor and shapes; where no layout is found, what there is; for nothing left
 * by `layers`.
 */
export async function readDictionary(
  path: string,
  options: ReadDictionaryOptions = {},
): Promise<Dictionary[]> {
  checkLayers(options.layers);
  if (!existsSync(path)) throw new SourceError("no such file or folder", path);
  if (options.format !== undefined && !Object.hasOwn(READERS, options.format)) {
    throw new SourceError(
      `${JSON.stringify(options.format)} is no layout; expected one of ${Object.keys(READERS).join(", ")}`,
      "format",
    );
  }
  const places = options.format === undefined ? layoutsOf(path, DEEPEST) : [{ path, layout: options.format }];
  if (places.length === 0) throw unknown(path);
  const dictionaries: Dictionary[] = [];
  for (const { path: place, layout } of places) dictionaries.push(...(await READERS[layout](place, options)));
  if (dictionaries.length === 0) {
    throw new SourceError(`has no dictionary of the layers ${options.layers?.join(", ")}`, path);
  }
  return dictionaries;
}

interface Place {
  readonly path: string;
  readonly layout: Layout;
}

function layoutsOf(path: string, depth: number): Place[] {
  if (!statSync(path).isDirectory()) {
    const layout = fileLayout(path);
    return layout ? [{ path, layout }] : [];
  }
  const layout = folderLayout(path);
  if (layout) return [{ path, layout }];
  if (depth === 0) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !entry.name.startsWith("."))
    .map(entry => entry.name)
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .flatMap(name => layoutsOf(join(path, name), depth - 1));
}

function fileLayout(file: string): Layout | undefined {
  if (/\.(pt|pkl|pkl\.gz)$/.test(file)) return "dunefsky";
  if (file.endsWith(".npz")) return "gemmascope-npz";
  return file.endsWith(".safetensors") ? "gemmascope-safetensors" : undefined;
}

function folderLayout(folder: string): Layout | undefined {
  const has = (name: string) => existsSync(join(folder, name));
  const names = readdirSync(folder);
  if (has("sae_weights.safetensors")) return "saelens";
  if (has("sae.safetensors")) return "sparsify";
  if (has("codebooks.json")) return "tracebook";
  if (has("params.npz")) return "gemmascope-npz";
  if (has("params.safetensors") || has("params_layer_0.safetensors")) return "gemmascope-safetensors";
  if (has("config.yaml") || has("layer_0.safetensors") || has("W_enc_0.safetensors")) return "circuit-tracer";
  if (has("config.json") && (has("pytorch_model.bin") || has("model.safetensors")))
    return "codebook-features";
  return names.includes("cfg.json") ? "saelens" : undefined;
}

function unknown(path: string): SourceError {
  const names = statSync(path).isDirectory() ? readdirSync(path).sort() : [];
  const found =
    names.length > 0 ? `; it has ${names.slice(0, 12).join(", ")}${names.length > 12 ? ", …" : ""}` : "";
  return new SourceError(
    `is no dictionary of a layout that is read (${Object.keys(READERS).join(", ")})${found}`,
    path,
  );
}
