import { type FiringIndex, unitPlace } from "../index/FiringIndex.js";
import type { Population } from "./population.js";
import { type SearchScore, scoreOf } from "./SearchScore.js";
import type { FoundUnit, SearchUnitsResult } from "./searchUnits.js";
import { sparseAuroc } from "./sparseAuroc.js";
import { hitsAbove, type UnitHits, unitHits } from "./UnitHits.js";

/** A unit as fold 0 chose it. */
export interface ChosenUnit {
  readonly unit: number;
  readonly sign: 1 | -1;
  readonly threshold: number;
  readonly chosen: SearchScore;
}

/** Figures of a chosen unit on fold 1. */
export async function reportUnit(
  index: FiringIndex,
  searched: Population,
  baselines: SearchUnitsResult["baselines"],
  { unit, sign, threshold, chosen }: ChosenUnit,
): Promise<FoundUnit> {
  const firings = await index.unit(unit);
  const score = foldScore(searched, unitHits(firings, searched, 1, sign), 1, threshold);
  const { auroc } = foldScore(searched, unitHits(firings, searched, 0, sign), 0, threshold);
  const { group, index: number } = unitPlace(index.about.groups, unit);
  const best = Math.max(baselines.token.auroc ?? 0.5, baselines.pair.auroc ?? 0.5);
  return {
    unit,
    sign,
    group: group.name,
    index: number,
    threshold,
    chosen: { ...chosen, auroc },
    score,
    excessF1: score.f1 - Math.max(baselines.token.f1, baselines.pair.f1),
    excessAuroc: score.auroc === undefined ? undefined : score.auroc - best,
  };
}

function foldScore(searched: Population, hits: UnitHits, fold: 0 | 1, threshold: number): SearchScore {
  const size = searched.folds[fold];
  let positives = 0;
  for (const hold of hits.holds) positives += hold;
  const zeros = { tokens: size.tokens - hits.values.length, positives: size.positives - positives };
  return scoreOf(hitsAbove(hits, threshold), size, sparseAuroc(hits.values, hits.holds, zeros));
}
