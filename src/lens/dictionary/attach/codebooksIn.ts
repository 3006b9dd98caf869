import { SourceError } from "../../../program/SourceError.js";
import type { Attached } from "../../session/Attached.js";
import { readDictionary } from "../readDictionary.js";
import { attachedDictionary } from "./attachedDictionary.js";
import { checkDictionary, type Fitted } from "./checkDictionary.js";
import { dictionaryLabel } from "./dictionaryLabel.js";

/**
 * The codebooks in a model's folder, as parts of the model.
 *
 * @param model the model without them, which they must fit.
 * @throws SourceError as `readDictionary`; where they do not fit the model beside them.
 */
export async function codebooksIn(folder: string, model: Fitted): Promise<Attached[]> {
  const dictionaries = await readDictionary(folder, { format: "tracebook" });
  return dictionaries.map((dictionary, index) => {
    const label = `${folder}: ${dictionaryLabel(dictionary, index)}`;
    if (dictionary.kind !== "codebook") throw new SourceError(`expected a codebook`, label);
    checkDictionary(model, dictionary, label);
    return attachedDictionary(dictionary, "replace", `dictionary.${index}`);
  });
}
