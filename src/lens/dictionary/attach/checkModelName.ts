import { SourceError } from "../../../program/SourceError.js";
import type { LocalModel } from "../../session/LocalModel.js";
import type { Dictionary } from "../Dictionary.js";
import { sameModelName } from "./sameModelName.js";

/**
 * Checks that a dictionary does not say it was made for a model of another name.
 *
 * @param label what messages call it.
 * @throws SourceError with both names.
 */
export function checkModelName(
  model: Pick<LocalModel, "name" | "path">,
  { source: { model: named } }: Dictionary,
  label: string,
): void {
  if (named === undefined || sameModelName(named, model.path)) return;
  throw new SourceError(
    `was made for "${named}", not for ${model.name}; anyModel attaches it all the same`,
    label,
  );
}
