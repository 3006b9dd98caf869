import { SourceError } from "../../../program/SourceError.js";
import type { LocalModel } from "../../session/LocalModel.js";
import { OpenModel } from "../../session/OpenModel.js";
import type { Dictionary } from "../Dictionary.js";
import { attachDictionaries } from "./attachDictionaries.js";
import { sameDictionary } from "./sameDictionary.js";

/**
 * A model in which dictionaries can be read: the one that is given where they are attached already, in whatever mode, else one of its
 * own, which `close` ends.
 */
export async function withDictionaries(
  model: LocalModel,
  dictionaries: readonly Dictionary[],
  anyModel: boolean | undefined,
): Promise<{ readonly model: LocalModel; close(): Promise<void> }> {
  if (!(model instanceof OpenModel))
    throw new SourceError("expected a model that openLocalModel gave", "model");
  const there = model.attached.map(({ of }) => of as Dictionary);
  const missing = dictionaries.filter(one => !there.some(other => sameDictionary(one, other)));
  if (missing.length === 0) return { model, close: async () => {} };
  const attached = await attachDictionaries(model, missing, {
    mode: "read",
    ...(anyModel !== undefined && { anyModel }),
  });
  return { model: attached, close: () => attached.close() };
}
