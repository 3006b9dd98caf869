import { resolve } from "node:path";
import { OpenedModels } from "../OpenedModels.js";
import type { LocalOptions } from "./LocalOptions.js";
import { type LocalLanguageModel, localModel } from "./localModel.js";

/** Whether a model is named `local:<folder or file>`. */
export function isLocalString(model: unknown): model is string {
  return typeof model === "string" && model.startsWith("local:");
}

const opened = new OpenedModels<LocalLanguageModel>();

/**
 * The model of a string `local:<folder or file.gguf>`. The same string with the same options gives the same model until it
 * is closed.
 *
 * @throws SourceError see {@link localModel}.
 */
export function openLocal(
  name: string,
  { endpoint, chat }: Pick<LocalOptions, "endpoint" | "chat"> = {},
): Promise<LocalLanguageModel> {
  const path = name.slice("local:".length);
  const key = JSON.stringify([
    path === "" ? "" : resolve(path),
    endpoint,
    endpoint === "completions" ? {} : { ...chat },
  ]);
  return opened.open(key, closed => localModel({ path, endpoint, chat }, closed));
}
