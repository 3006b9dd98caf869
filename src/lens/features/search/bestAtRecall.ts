import { SourceError } from "../../../program/SourceError.js";
import type { FeatureCorpus } from "../corpus/FeatureCorpus.js";
import { type FiringIndex, unitPlace } from "../index/FiringIndex.js";
import { chosenGroups } from "./chosenGroups.js";
import { folds } from "./folds.js";
import type { LabelQuery } from "./LabelQuery.js";
import { population } from "./population.js";
import { precisionAtRecall } from "./precisionAtRecall.js";
import { queryCells } from "./queryCells.js";
import { type SearchScore, scoreOf } from "./SearchScore.js";
import type { SearchUnitsOptions } from "./searchUnits.js";
import { hitsAbove, unitHits } from "./UnitHits.js";

/** The unit with the best precision at a recall. */
export interface UnitAtRecall {
  readonly unit: number;
  readonly group: string;
  readonly index: number;
  readonly sign: 1 | -1;
  readonly threshold: number;
  /** On fold 0, where unit and threshold were chosen, and on fold 1. */
  readonly chosen: SearchScore;
  readonly score: SearchScore;
  /** Units compared, neurons with either sign. */
  readonly tests: number;
}

/**
 * What a code or feature is to be compared with (Tamkin et al., section 4): among other units, such as neurons, the one with the best precision at
 * the threshold that gives the same recall. Chosen on fold 0, reported on fold 1.
 *
 * @param recall to be reached on fold 0, above 0 to 1: that of the code or feature there.
 * @returns undefined where no unit reaches it.
 * @throws SourceError as `searchUnits`.
 */
export async function bestAtRecall(
  index: FiringIndex,
  corpus: FeatureCorpus,
  query: LabelQuery,
  recall: number,
  options: Pick<SearchUnitsOptions, "admissible" | "groups" | "seed"> = {},
): Promise<UnitAtRecall | undefined> {
  const { admissible = "read-out", seed = 0 } = options;
  if (!(recall > 0 && recall <= 1))
    throw new SourceError(`expected a share above 0 and at most 1, not ${recall}`, "recall");
  if (index.about.corpus !== corpus.hash)
    throw new SourceError(`the index is of corpus ${index.about.corpus}, not ${corpus.hash}`, "corpus");
  const searched = population(corpus, queryCells(corpus, query), folds(corpus, seed), admissible);
  const [train, test] = searched.folds;
  let best: { unit: number; sign: 1 | -1; threshold: number; precision: number } | undefined;
  let tests = 0;
  for (const { kind, from, to } of chosenGroups(index, options.groups))
    for await (const firings of index.each(from, to))
      for (const sign of kind === "neuron" ? ([1, -1] as const) : ([1] as const)) {
        const hits = unitHits(firings, searched, 0, sign);
        if (hits.values.length === 0) continue;
        tests++;
        const found = precisionAtRecall(hits, train.positives, recall);
        if (found !== undefined && (best === undefined || found.precision > best.precision))
          best = { unit: firings.unit, sign, threshold: found.threshold, precision: found.precision };
      }
  if (best === undefined) return undefined;
  const { unit, sign, threshold } = best;
  const own = await index.unit(unit);
  const { group, index: number } = unitPlace(index.about.groups, unit);
  const scored = (fold: 0 | 1, size: typeof train): SearchScore =>
    scoreOf(hitsAbove(unitHits(own, searched, fold, sign), threshold), size);
  return {
    unit,
    group: group.name,
    index: number,
    sign,
    threshold,
    chosen: scored(0, train),
    score: scored(1, test),
    tests,
  };
}
