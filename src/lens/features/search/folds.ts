import { SourceError } from "../../../program/SourceError.js";
import { seededRandom } from "../../../questions/random.js";
import type { FeatureCorpus } from "../corpus/FeatureCorpus.js";

/**
 * Cuts a corpus in two halves by family: what is chosen on fold 0 is reported on fold 1.
 *
 * @returns by text: its fold.
 * @throws SourceError for a corpus of one family.
 */
export function folds({ texts }: Pick<FeatureCorpus, "texts">, seed = 0): Uint8Array {
  const families = [...new Set(texts.map(({ family }) => family))].sort();
  if (families.length < 2)
    throw new SourceError("all texts are of one family: nothing is left to report on", "corpus");
  const mixed = seededRandom(`${seed}:folds`).shuffle(families);
  const first = new Set(mixed.slice(0, Math.ceil(mixed.length / 2)));
  return Uint8Array.from(texts, ({ family }) => (first.has(family) ? 0 : 1));
}
