import type { Dictionary } from "../../lens/dictionary/Dictionary.js";
import { attachedBefore } from "../../lens/features/faithfulness/attachedBefore.js";
import { SourceError } from "../../program/SourceError.js";
import { type AttachedModelOptions, attachedModel } from "../../providers/local/attachedModel.js";
import type { LocalLanguageModel } from "../../providers/local/localModel.js";
import type { InterventionFile } from "./InterventionFile.js";

/** The model that is asked without any change, with what can be changed in it. */
export interface BaseModel {
  readonly model: LocalLanguageModel;
  readonly dictionaries: readonly Dictionary[];
  readonly mode: NonNullable<InterventionFile["mode"]>;
  /** Ends what was attached here; the given model stays open. */
  close(): Promise<void>;
}

/**
 * Attaches the dictionaries of a file of interventions. Those that are part of the model (codebooks in its folder) are changed where
 * they are, and are meant where the file names none.
 *
 * @throws SourceError where there is nothing to change, for a mode other than that of what is attached already, and as `attachDictionaries`.
 */
export async function baseModel(
  model: LocalLanguageModel,
  file: InterventionFile,
  path: string,
  given: readonly Dictionary[],
  { endpoint }: Pick<AttachedModelOptions, "endpoint">,
): Promise<BaseModel> {
  const before = given.length === 0 ? attachedBefore(model.local) : attachedBefore(model.local, given);
  const dictionaries = given.length === 0 ? before.map(({ dictionary }) => dictionary) : given;
  if (dictionaries.length === 0)
    throw new SourceError(`dictionaries: are missing: ${model.name} brings none of its own`, path);
  for (const { mode } of before) {
    if (mode === "read")
      throw new SourceError(
        `dictionaries: ${model.name} has them attached to be read only: give it without them`,
        path,
      );
    if (file.mode !== undefined && file.mode !== mode)
      throw new SourceError(
        `mode: ${JSON.stringify(file.mode)}: dictionaries are part of ${model.name} already, to ${mode}: leave it out`,
        path,
      );
  }
  const missing = given.filter(one => attachedBefore(model.local, [one]).length === 0);
  if (missing.length === 0) {
    const [{ mode }] = before as readonly { readonly mode: BaseModel["mode"] }[];
    return { model, dictionaries, mode, close: async () => {} };
  }
  const { mode = "keep error" } = file;
  const attached = await attachedModel(model, missing, { mode, endpoint });
  return { model: attached, dictionaries, mode, close: () => attached.close() };
}
