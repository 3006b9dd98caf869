import { SourceError } from "../../program/SourceError.js";
import type { LocalOptions } from "../local/LocalOptions.js";
import type { LocalLanguageModel } from "../local/localModel.js";
import { openFolder } from "../local/openLocal.js";
import { type EmbeddedModel, embeddedFolder } from "./packagedModels.js";

/**
 * The model a name of {@link EMBEDDED_MODELS} stands for: a small model trained on programs and traces of ours. The same name
 * gives the same model until it is closed.
 *
 * @throws SourceError where this copy of the package has no weights for it, and for the chat endpoint, which it has not.
 */
export async function openEmbedded(
  name: EmbeddedModel,
  { endpoint }: Pick<LocalOptions, "endpoint"> = {},
): Promise<LocalLanguageModel> {
  if (endpoint === "chat") throw new SourceError(`${name} has no chat template: leave it out`, "--endpoint");
  return openFolder(embeddedFolder(name), { endpoint: "completions" }, name);
}
