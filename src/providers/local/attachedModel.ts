import type { AttachMode } from "../../lens/dictionary/attach/AttachOptions.js";
import { attachDictionaries } from "../../lens/dictionary/attach/attachDictionaries.js";
import type { Dictionary } from "../../lens/dictionary/Dictionary.js";
import { sha256 } from "../../program/hash.js";
import { dialectParts } from "../embedded/dialectParts.js";
import type { InterventionPlan } from "./InterventionPlan.js";
import type { LocalOptions } from "./LocalOptions.js";
import { languageModelOf } from "./languageModelOf.js";
import type { LocalLanguageModel } from "./localModel.js";

/** How dictionaries are attached to a language model. */
export interface AttachedModelOptions extends Pick<LocalOptions, "endpoint"> {
  /** Default `replace`: what they make of their inputs takes the place of what they write. */
  readonly mode?: AttachMode;
  /** Takes dictionaries that say they were made for a model of another name. Default false. */
  readonly anyModel?: boolean;
}

/**
 * A local language model with dictionaries in its forward pass, that is asked like the one without: what becomes of its answers when all its
 * MLPs are replaced, for example. Closing it leaves the given one open.
 *
 * @throws SourceError as `attachDictionaries`.
 */
export async function attachedModel(
  model: LocalLanguageModel,
  dictionaries: readonly Dictionary[],
  { mode = "replace", anyModel, endpoint }: AttachedModelOptions = {},
): Promise<LocalLanguageModel> {
  const local = await attachDictionaries(model.local, dictionaries, {
    mode,
    ...(anyModel === undefined ? {} : { anyModel }),
  });
  const { path } = model.local;
  const hashes = sha256(dictionaries.map(({ source }) => source.sha256).join()).slice(0, 32);
  // `dictionaries` is what the local model itself says, of codebooks that are part of it too.
  return plannedModel({ ...model, local }, { path, endpoint }, { attached: hashes, mode });
}

/**
 * A model as it is, or with what is changed inside while it reads and writes. Closing it closes its local model.
 *
 * @param identity what tells it apart besides.
 */
export function plannedModel(
  { local, name, dialect, style = "cot" }: LocalLanguageModel,
  options: Pick<LocalOptions, "path" | "endpoint">,
  identity: Readonly<Record<string, string>>,
  plan?: InterventionPlan,
): Promise<LocalLanguageModel> {
  return languageModelOf(local, options, {
    name,
    identity,
    ...(dialect === undefined ? {} : dialectParts({ version: 1, style })),
    ...(plan === undefined ? {} : { plan }),
  });
}
