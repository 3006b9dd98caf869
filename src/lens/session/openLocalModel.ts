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
}

/**
 * Opens a model of a folder (Hugging Face) or a `.gguf` file. Nothing is loaded before the first run.
 *
 * @throws SourceError naming file, tensor, option and numbers; with the command that installs ONNX Runtime where it is not.
 */
export async function openLocalModel(path: string, options: OpenOptions = {}): Promise<LocalModel> {
  const { threads = 0, provider = "cpu", contextLength } = options;
  if (!Number.isInteger(threads) || threads < 0)
    throw new SourceError(`expected a number of threads, not ${threads}`, "threads");
  if (contextLength !== undefined && !(Number.isInteger(contextLength) && contextLength > 0))
    throw new SourceError(`expected a number of tokens, not ${contextLength}`, "contextLength");
  const runtime = await loadRuntime();
  checkProvider(runtime, provider);
  const weights = await openWeights(path);
  return new OpenModel({ path, runtime, weights, threads, provider }, contextLength);
}
