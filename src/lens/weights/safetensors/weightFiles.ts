import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { SourceError } from "../../../program/SourceError.js";
import { readJson } from "../readJson.js";
import { readSafetensorsHeader } from "./readSafetensorsHeader.js";
import type { SafetensorsEntry, SafetensorsHeader } from "./SafetensorsHeader.js";

/** Tensors of a folder by the names in its files; several files where it is sharded. */
export interface WeightFiles {
  /** Absolute paths, sorted. */
  readonly files: readonly string[];
  readonly tensors: ReadonlyMap<string, SafetensorsEntry & { readonly file: string }>;
}

/**
 * Reads the headers of `model.safetensors`, or of the shards that `model.safetensors.index.json` names.
 *
 * @throws SourceError where there is neither (naming what there is), a shard is missing, or the index and the shards disagree.
 */
export async function weightFiles(folder: string): Promise<WeightFiles> {
  const names = await readdir(folder);
  const index = join(folder, "model.safetensors.index.json");
  const one = join(folder, "model.safetensors");
  if (names.includes("model.safetensors")) return merged([[one, await readSafetensorsHeader(one)]]);
  const values = await readJson(index);
  if (!values) throw noWeights(folder, names);
  const map = values.weight_map;
  if (typeof map !== "object" || map === null || Array.isArray(map)) {
    throw new SourceError("weight_map is missing; expected an object of tensor names and files", index);
  }
  const wanted = Object.entries(map as Record<string, unknown>);
  const shards = [...new Set(wanted.map(([, file]) => file))].sort();
  for (const shard of shards) {
    // A file of this folder, and nothing else: an index comes from strangers.
    if (typeof shard !== "string" || !/^[^/\\]+\.safetensors$/.test(shard)) {
      throw new SourceError(
        `weight_map names ${JSON.stringify(shard)}; expected a .safetensors file beside it`,
        index,
      );
    }
    if (!names.includes(shard)) throw new SourceError(`names ${shard}, which is not in the folder`, index);
  }
  const headers: [string, SafetensorsHeader][] = [];
  for (const shard of shards as string[]) {
    const file = join(folder, shard);
    headers.push([file, await readSafetensorsHeader(file)]);
  }
  const found = merged(headers);
  for (const [name, shard] of wanted) {
    if (found.tensors.get(name)?.file !== join(folder, shard as string)) {
      throw new SourceError(`says tensor ${JSON.stringify(name)} is in ${shard}; it is not`, index);
    }
  }
  return found;
}

function merged(headers: readonly (readonly [string, SafetensorsHeader])[]): WeightFiles {
  const tensors = new Map<string, SafetensorsEntry & { file: string }>();
  for (const [file, header] of headers) {
    for (const [name, entry] of header.tensors) {
      const before = tensors.get(name);
      if (before) throw new SourceError(`tensor ${JSON.stringify(name)} is in ${before.file} too`, file);
      tensors.set(name, { ...entry, file });
    }
  }
  return { files: headers.map(([file]) => file), tensors };
}

function noWeights(folder: string, names: readonly string[]): SourceError {
  const gguf = names.filter(name => name.endsWith(".gguf"));
  const other = names.filter(name => /\.(bin|pt|pth|ckpt|h5|msgpack|onnx|npz)$/.test(name));
  const hint =
    gguf.length > 0
      ? `; it has ${gguf.sort().join(", ")}: give that file`
      : other.length > 0
        ? `; it has ${other.sort().join(", ")}, and only safetensors and GGUF are read: load it with transformers and call save_pretrained`
        : "";
  return new SourceError(`has no model.safetensors and no model.safetensors.index.json${hint}`, folder);
}
