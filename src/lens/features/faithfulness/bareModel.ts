import { SourceError } from "../../../program/SourceError.js";
import type { Dictionary } from "../../dictionary/Dictionary.js";
import type { LocalModel } from "../../session/LocalModel.js";
import { openLocalModel } from "../../session/openLocalModel.js";
import { attachedBefore } from "./attachedBefore.js";

/**
 * The model that dictionaries are judged on: the one that is given where none of them is attached to it, else the same weights
 * without the codebooks that are part of it.
 *
 * @returns with `close`, which ends what was opened here: the given model stays open.
 * @throws SourceError where more than codebooks of its folder is attached: what of it belongs to the model, nobody said.
 */
export async function bareModel(
  model: LocalModel,
  dictionaries: readonly Dictionary[],
): Promise<{ readonly model: LocalModel; close(): Promise<void> }> {
  if (attachedBefore(model, dictionaries).length === 0) return { model, close: async () => {} };
  for (const { dictionary, mode } of attachedBefore(model))
    if (dictionary.kind !== "codebook" || dictionary.source.format === "memory" || mode !== "replace")
      throw new SourceError(
        `${model.name} has more attached than the codebooks in its folder: give it as openLocalModel opens it`,
        "model",
      );
  const bare = await openLocalModel(model.path, {
    codebooks: false,
    contextLength: model.config.context,
    provider: model.identity.provider,
  });
  return { model: bare, close: () => bare.close() };
}
