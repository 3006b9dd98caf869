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
  return openFolder(name.slice("local:".length), { endpoint, chat });
}

/**
 * The model of a path, opened once.
 *
 * @param name in place of `local:<path>`.
 */
export function openFolder(
  path: string,
  { endpoint, chat }: Pick<LocalOptions, "endpoint" | "chat"> = {},
  name?: string,
): Promise<LocalLanguageModel> {
  const key = JSON.stringify([
    path === "" ? "" : resolve(path),
    endpoint,
    endpoint === "completions" ? {} : { ...chat },
    name,
  ]);
  return opened.open(key, closed => localModel({ path, endpoint, chat }, closed, name));
}
