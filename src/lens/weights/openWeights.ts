import { stat } from "node:fs/promises";
import { join } from "node:path";
import { SourceError } from "../../program/SourceError.js";
import { findModel } from "./findModel.js";
import { openGguf } from "./gguf/openGguf.js";
import { downloadModel } from "./hub/downloadModel.js";
import { openFolder } from "./openFolder.js";
import type { Weights } from "./Weights.js";

/** A model of the hub: `hf:owner/name`, `hf:owner/name@revision`, either with `/file.gguf` behind it. */
const HUB = /^hf:([\w.-]+\/[\w.-]+)(?:\/([^@]+\.gguf))?(?:@([\w./-]+))?$/;

/**
 * Opens the weights of a model: a Hugging Face folder (`config.json`, `model.safetensors` or its shards, `tokenizer.json`), or
 * a GGUF file; by path, by name where it lies in {@link modelsFolder}, or from the hub ({@link downloadModel}) as
 * `hf:owner/name[/file.gguf][@revision]`.
 * Config, names and shapes are checked before anything is read; tensors are read one by one when asked for.
 *
 * @throws SourceError naming file, tensor or key, and numbers, for whatever does not fit.
 */
export async function openWeights(path: string): Promise<Weights> {
  const absolute = path.startsWith("hf:") ? await fromHub(path) : findModel(path);
  if ((await stat(absolute)).isDirectory()) return await openFolder(absolute);
  if (absolute.endsWith(".gguf")) return await openGguf(absolute);
  throw new SourceError("expected the folder of a Hugging Face model, or a .gguf file", path);
}

async function fromHub(name: string): Promise<string> {
  const [, repo, file, revision] = HUB.exec(name) ?? [];
  if (repo === undefined) throw new SourceError("expected hf:owner/name[/file.gguf][@revision]", name);
  const { folder } = await downloadModel(repo, {
    ...(file !== undefined && { files: [file] }),
    ...(revision !== undefined && { revision }),
  });
  return file === undefined ? folder : join(folder, file);
}
