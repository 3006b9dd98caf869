import { SourceError } from "../../../program/SourceError.js";
import type { FeatureCorpus } from "../corpus/FeatureCorpus.js";
import { folds } from "./folds.js";
import type { LabelQuery } from "./LabelQuery.js";
import { type Admissible, type Population, population } from "./population.js";
import { queryCells } from "./queryCells.js";

/**
 * Tokens a search would be over, without an index: a query that cannot be answered is refused before anything is indexed.
 *
 * @param options as of `searchUnits`.
 * @throws SourceError named `query` for a query the corpus cannot answer, and where nothing holds or everything does on a fold.
 */
export function searchPopulation(
  corpus: FeatureCorpus,
  query: LabelQuery,
  { admissible = "read-out", seed = 0 }: { readonly admissible?: Admissible; readonly seed?: number } = {},
): Population {
  const searched = population(corpus, queryCells(corpus, query), folds(corpus, seed), admissible);
  searched.folds.forEach(({ tokens, positives }, fold) => {
    if (positives !== 0 && positives !== tokens) return;
    const [other] = searched.excluded.filter(({ reason }) => reason !== "no label");
    throw new SourceError(
      `on fold ${fold} it holds for ${positives} of ${tokens} ${admissible} tokens: there is nothing to tell apart${
        other === undefined ? "" : `; ${other.tokens} tokens are ${other.reason}`
      }`,
      "query",
    );
  });
  return searched;
}
