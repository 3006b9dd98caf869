import { existsSync } from "node:fs";
import { join } from "node:path";
import { SourceError } from "../../program/SourceError.js";
import { openWeights } from "../weights/openWeights.js";
import type { LocalModel } from "./LocalModel.js";
import { OpenModel } from "./OpenModel.js";
import { checkProvider, loadRuntime } from "./runtime.js";

/** How a model is opened. */
export interface OpenOptions {
  /** Threads a run may use. Default (0): as many as the machine has cores. */
  readonly threads?: number;
  /** Where it runs: `cpu` (default), or `cuda`, `webgpu`, `dml`, `coreml` where the installed ONNX Runtime has them. */
  readonly provider?: string;
  /** Longest text, tokens; at most what the model was trained on, which is the default. */
  readonly contextLength?: number;
  /** Whether codebooks in the model's folder are part of it. Default true; false: what it is without them. */
  readonly codebooks?: boolean;
}

/**
 * Opens a model of a folder (Hugging Face) or a `.gguf` file. Nothing is loaded before the first run.
 *
 * Codebooks in the folder (`codebooks.json`, see `readDictionary`) are part of the model: they are attached in the place of what they were
 * trained to replace, unless `codebooks` is false.
 *
 * @throws SourceError naming file, tensor, option and numbers; with the command that installs ONNX Runtime where it is not.
 */
export async function openLocalModel(path: string, options: OpenOptions = {}): Promise<LocalModel> {
  const { threads = 0, provider = "cpu", contextLength, codebooks = true } = options;
  if (!Number.isInteger(threads) || threads < 0)
    throw new SourceError(`expected a number of threads, not ${threads}`, "threads");
  if (contextLength !== undefined && !(Number.isInteger(contextLength) && contextLength > 0))
    throw new SourceError(`expected a number of tokens, not ${contextLength}`, "contextLength");
  const runtime = await loadRuntime();
  checkProvider(runtime, provider);
  const weights = await openWeights(path);
  const parts = { path, runtime, weights, threads, provider };
  const has = codebooks && weights.kind === "huggingface" && existsSync(join(weights.path, "codebooks.json"));
  if (!has) return new OpenModel(parts, contextLength);
  // Only models with codebooks need what reads them.
  const { codebooksIn } = await import("../dictionary/attach/codebooksIn.js");
  try {
    const attached = await codebooksIn(weights.path, new OpenModel(parts, contextLength));
    return new OpenModel(parts, contextLength, attached);
  } catch (error) {
    await weights.close();
    throw error;
  }
}
