import { resolve } from "node:path";
import { OpenedModels } from "../OpenedModels.js";
import type { LlamaOptions } from "./LlamaOptions.js";
import { type LlamaModel, llamaModel } from "./llamaModel.js";

/** Whether a model is named `llama:<file.gguf>`. */
export function isLlamaString(model: unknown): model is string {
  return typeof model === "string" && model.startsWith("llama:");
}

const opened = new OpenedModels<LlamaModel>();

/**
 * The model of a string `llama:<file.gguf>`. The same string with the same options gives the same model until it is closed.
 *
 * @throws SourceError see {@link llamaModel}.
 */
export function openLlama(
  name: string,
  { endpoint, chat }: Pick<LlamaOptions, "endpoint" | "chat"> = {},
): Promise<LlamaModel> {
  const file = name.slice("llama:".length);
  const key = JSON.stringify([resolve(file), endpoint, endpoint === "completions" ? {} : { ...chat }]);
  return opened.open(key, closed => llamaModel({ file, endpoint, chat }, closed));
}
