import { stat } from "node:fs/promises";
import { SourceError } from "../../program/SourceError.js";
import { findModel } from "./findModel.js";
import { openGguf } from "./gguf/openGguf.js";
import { openFolder } from "./openFolder.js";
import type { Weights } from "./Weights.js";

/**
 * Opens the weights of a model: a Hugging Face folder (`config.json`, `model.safetensors` or its shards, `tokenizer.json`), or
 * a GGUF file; by path, or by name where it lies in {@link modelsFolder}.
 * Config, names and shapes are checked before anything is read; tensors are read one by one when asked for.
 *
 * @throws SourceError naming file, tensor or key, and numbers, for whatever does not fit.
 */
export async function openWeights(path: string): Promise<Weights> {
  const absolute = findModel(path);
  if ((await stat(absolute)).isDirectory()) return await openFolder(absolute);
  if (absolute.endsWith(".gguf")) return await openGguf(absolute);
  throw new SourceError("expected the folder of a Hugging Face model, or a .gguf file", path);
}
