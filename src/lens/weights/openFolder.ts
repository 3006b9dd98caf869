import { join } from "node:path";
import { SourceError } from "../../program/SourceError.js";
import { checkTensors } from "./checkTensors.js";
import { configFields } from "./config/ConfigFields.js";
import { embeddingScale } from "./config/embeddingScale.js";
import { modelConfigOf } from "./config/modelConfigOf.js";
import { folderHash } from "./folderHash.js";
import type { ModelConfig } from "./ModelConfig.js";
import { readJson } from "./readJson.js";
import { readNumbers, streamNumbers } from "./readNumbers.js";
import { stateDictName } from "./safetensors/stateDictName.js";
import { type WeightFiles, weightFiles } from "./safetensors/weightFiles.js";
import { tensorShapes } from "./tensorShapes.js";
import { tokenizerFilesOf } from "./tokenizerFilesOf.js";
import type { RawTensor, TensorEntry, TensorType, Weights } from "./Weights.js";

const TYPES: Readonly<Record<string, TensorType>> = { F32: "f32", F16: "f16", BF16: "bf16" };

/**
 * Opens a Hugging Face folder: config, headers of the weights, tokenizer. All that the config asks for is checked; no
 * tensor is read.
 */
export async function openFolder(folder: string): Promise<Weights> {
  const configFile = join(folder, "config.json");
  const values = await readJson(configFile);
  if (!values) throw new SourceError("has no config.json: no folder of a Hugging Face model", folder);
  const generationFile = join(folder, "generation_config.json");
  const generation = await readJson(generationFile);
  const read = modelConfigOf(values, configFile, generation && configFields(generation, generationFile));
  const found = await weightFiles(folder);
  const tensors = namedTensors(found, read);
  checkTensors(read, tensors, folder);
  const config = withStoredScale(read, tensors);
  const tokenizerFiles = await tokenizerFilesOf(folder);
  let hash: Promise<string> | undefined;
  const entry = (name: string): TensorEntry => {
    const one = tensors.get(name);
    if (!one) throw new SourceError(`has no tensor ${name}`, folder);
    return one;
  };
  return {
    config,
    kind: "huggingface",
    path: folder,
    tensors,
    tokenizerFiles,
    hash: () => {
      hash ??= folderHash([configFile, ...found.files]);
      return hash;
    },
    raw: name => {
      const { file, offset, bytes, type } = entry(name) as TensorEntry & Pick<RawTensor, "type">;
      // Old files do not pad their header; numbers astride words are not for mapping into memory.
      return offset % (type === "f32" ? 4 : 2) === 0 ? { file, offset, bytes, type } : undefined;
    },
    read: async name => await readNumbers(entry(name)),
    stream: async (name, visit) => await streamNumbers(entry(name), visit),
    close: async () => {},
  };
}

/** Tensors by the names of the state of the class; what the config does not ask for is kept where its type can be read. */
function namedTensors(found: WeightFiles, config: ModelConfig): Map<string, TensorEntry> {
  const needed = tensorShapes(config);
  const tensors = new Map<string, TensorEntry>();
  for (const [stored, entry] of found.tensors) {
    const name = stateDictName(stored, config.architecture);
    const type = TYPES[entry.type];
    if (!type && needed.has(name)) {
      throw new SourceError(`tensor ${stored} has type ${entry.type}; expected F32, F16 or BF16`, entry.file);
    }
    if (!type) continue;
    if (tensors.has(name))
      throw new SourceError(`tensor ${stored} is there under another name too`, entry.file);
    tensors.set(name, {
      name,
      type,
      shape: entry.shape,
      file: entry.file,
      offset: entry.offset,
      bytes: entry.bytes,
    });
  }
  return tensors;
}

function withStoredScale(config: ModelConfig, tensors: ReadonlyMap<string, TensorEntry>): ModelConfig {
  if (config.architecture !== "gemma3") return config;
  const { type } = tensors.get("model.embed_tokens.weight")!;
  return { ...config, embeddingScale: embeddingScale(config.dModel, type) };
}
