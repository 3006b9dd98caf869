import type { CodebookGroup, DictionarySource } from "../../Dictionary.js";
import { sourceOf } from "../../sourceOf.js";

/** Where a codebook comes from, with the hash of its groups' tensors. */
export function codebookSource(
  format: DictionarySource["format"],
  files: readonly string[],
  groups: readonly CodebookGroup[],
  model: string | undefined,
): DictionarySource {
  const tensors: Record<string, Float32Array> = {};
  for (const [g, { codes, normWeight, normBias }] of groups.entries()) {
    Object.assign(tensors, {
      [`${g}.codes`]: codes,
      [`${g}.normWeight`]: normWeight,
      [`${g}.normBias`]: normBias,
    });
  }
  return sourceOf(format, files, tensors, { model });
}
