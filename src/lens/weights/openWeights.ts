import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { SourceError } from "../../program/SourceError.js";
import { openGguf } from "./gguf/openGguf.js";
import { openFolder } from "./openFolder.js";
import type { Weights } from "./Weights.js";

/**
 * Opens the weights of a model: a Hugging Face folder (`config.json`, `model.safetensors` or its shards, `tokenizer.json`), or
 * a GGUF file.
 * Config, names and shapes are checked before anything is read; tensors are read one by one when asked for.
 *
 * @throws SourceError naming file, tensor or key, and numbers, for whatever does not fit.
 */
export async function openWeights(path: string): Promise<Weights> {
  const absolute = resolve(path);
  const found = await stat(absolute).catch(() => undefined);
  if (!found) throw new SourceError("no such file or folder", path);
  if (found.isDirectory()) return await openFolder(absolute);
  if (absolute.endsWith(".gguf")) return await openGguf(absolute);
  throw new SourceError("expected the folder of a Hugging Face model, or a .gguf file", path);
}
