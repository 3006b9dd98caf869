import type { Dictionary } from "../Dictionary.js";
import { codebookPlaces } from "./codebookPlaces.js";
import { partPrefix, sparseParts } from "./SparsePart.js";

/** What messages call a dictionary: its place in the list, kind and where it acts. */
export function dictionaryLabel(dictionary: Dictionary, index: number): string {
  const places =
    dictionary.kind === "codebook"
      ? codebookPlaces(dictionary).map(({ hook }) => hook)
      : sparseParts(dictionary).map(partPrefix);
  const where = places.length > 2 ? `${places[0]} to ${places.at(-1)}` : places.join(" and ");
  return `dictionaries[${index}] (${dictionary.kind} of ${where})`;
}
