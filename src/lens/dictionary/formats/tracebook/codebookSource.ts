import type { Codebook, DictionarySource } from "../../Dictionary.js";
import { sourceOf } from "../../sourceOf.js";

/** Where a codebook comes from, with the hash of its groups' tensors and of what is done with them. */
export function codebookSource(
  format: DictionarySource["format"],
  files: readonly string[],
  codebook: Omit<Codebook, "source">,
  model: string | undefined,
): DictionarySource {
  const { kind, at, layer, groups, grouped, k, similarity } = codebook;
  const tensors: Record<string, Float32Array> = {};
  for (const [g, { codes, normWeight, normBias }] of groups.entries()) {
    Object.assign(tensors, {
      [`${g}.codes`]: codes,
      [`${g}.normWeight`]: normWeight,
      [`${g}.normBias`]: normBias,
    });
  }
  // Whether it is grouped decides the names of its hooks alone, which indices go by.
  const settings = { kind, at, layer, grouped: grouped ?? groups.length > 1, k, similarity };
  return sourceOf(format, files, { tensors, settings }, { model });
}
