import type { AttachMode } from "../../dictionary/attach/AttachOptions.js";
import { sameDictionary } from "../../dictionary/attach/sameDictionary.js";
import type { Dictionary } from "../../dictionary/Dictionary.js";
import type { LocalModel } from "../../session/LocalModel.js";
import { OpenModel } from "../../session/OpenModel.js";

/** A dictionary that is attached to a model, and how. */
export interface AttachedBefore {
  readonly dictionary: Dictionary;
  readonly mode: AttachMode;
}

/**
 * What is attached to a model already: dictionaries that were attached to it, and codebooks in its folder, which are part of it.
 *
 * @param among only these: the same objects, or the same numbers in the same places read from files twice. Default: all.
 */
export function attachedBefore(model: LocalModel, among?: readonly Dictionary[]): AttachedBefore[] {
  if (!(model instanceof OpenModel)) return [];
  return model.attached
    .map(({ of, identity }): AttachedBefore => ({ dictionary: of as Dictionary, mode: modeOf(identity) }))
    .filter(({ dictionary }) => among?.some(one => sameDictionary(one, dictionary)) ?? true);
}

/** `attachedDictionary` puts the mode first; what is only read changes no numbers and has no identity. */
function modeOf(identity: string | undefined): AttachMode {
  if (identity === undefined) return "read";
  return identity.startsWith("replace ") ? "replace" : "keep error";
}
