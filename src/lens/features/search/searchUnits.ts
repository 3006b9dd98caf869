import { SourceError } from "../../../program/SourceError.js";
import type { FeatureCorpus } from "../corpus/FeatureCorpus.js";
import type { FiringIndex } from "../index/FiringIndex.js";
import { bestThreshold } from "./bestThreshold.js";
import { chosenGroups } from "./chosenGroups.js";
import type { LabelQuery } from "./LabelQuery.js";
import type { Admissible, Population, SearchExclusion } from "./population.js";
import { type ChosenUnit, reportUnit } from "./reportUnit.js";
import { type SearchScore, scoreOf } from "./SearchScore.js";
import { searchPopulation } from "./searchPopulation.js";
import { greedySet, type SetScore } from "./setF1.js";
import { pairKeys, tokenBaseline, tokenKeys } from "./tokenBaseline.js";
import { hitsAbove, type UnitHits, unitHits } from "./UnitHits.js";

/** How units are searched. */
export interface SearchUnitsOptions {
  /** Tokens on which what is asked follows from the text so far (`read-out`, default), or those on which it does not. */
  readonly admissible?: Admissible;
  /** Units with a lower recall than this on fold 0 are dropped, 0..1. Default 0.01, as in Tamkin et al. */
  readonly recall?: number;
  /** Units with a lower precision than this on fold 0 are dropped, 0..1. Default 0. */
  readonly precision?: number;
  /** What results are sorted by, on fold 0. Default `f1`. */
  readonly by?: "f1" | "precision" | "recall";
  /** Results kept, 1..10 000. Default 50. */
  readonly top?: number;
  /** Names of the groups of units that are searched. Default all. */
  readonly groups?: readonly string[];
  /** Sizes of sets of units for set-F1. Default 1, 4, 8, 16. */
  readonly sets?: readonly number[];
  /** Seed of the folds. Default 0. */
  readonly seed?: number;
}

/** A unit that was found. */
export interface FoundUnit {
  /** Number in the index, name of its group, and number in the group. */
  readonly unit: number;
  /** −1: a neuron whose activation is taken with its sign turned. */
  readonly sign: 1 | -1;
  readonly group: string;
  readonly index: number;
  /** It counts as firing at activations of at least this, chosen for F1 on fold 0; of a code, at any. */
  readonly threshold: number;
  /** On fold 0, where it was chosen, and on fold 1: the latter is the one to report. */
  readonly chosen: SearchScore;
  readonly score: SearchScore;
  /** Of its F1 and AUROC on fold 1, what goes beyond the better of the two baselines. */
  readonly excessF1: number;
  readonly excessAuroc: number | undefined;
}

/** What a search found. */
export interface SearchUnitsResult {
  readonly query: LabelQuery;
  readonly admissible: Admissible;
  /** Tokens and tokens that hold, of fold 0 and 1. */
  readonly folds: Population["folds"];
  /** Tokens left out, with reasons from a closed list. */
  readonly excluded: readonly { readonly reason: SearchExclusion; readonly tokens: number }[];
  /** What the token alone says on fold 1, and what it says with the token before it: beside every figure. */
  readonly baselines: { readonly token: SearchScore; readonly pair: SearchScore };
  /** Units that fired on fold 0 and were compared, neurons with either sign: of so many the best were taken. */
  readonly tests: number;
  readonly units: readonly FoundUnit[];
  /** Sets of units, one or another of which fires. */
  readonly sets: readonly SetScore[];
}

const SIGNS = [1, -1] as const;

/** Units whose firings are looked at for sets. */
const CANDIDATES = 128;

/**
 * Searches units that fire where a query holds: by pattern, by syntax, by what a run says, and whatever joins them. Thresholds and order come
 * from one half of the families of programs, figures from the other.
 *
 * @throws SourceError where the index is of another corpus, for a query the corpus cannot answer, where nothing holds or everything does on
 * a fold, for options out of range.
 */
export async function searchUnits(
  index: FiringIndex,
  corpus: FeatureCorpus,
  query: LabelQuery,
  options: SearchUnitsOptions = {},
): Promise<SearchUnitsResult> {
  const { admissible = "read-out", recall = 0.01, precision = 0, by = "f1", top = 50 } = options;
  const { sets = [1, 4, 8, 16], seed = 0 } = options;
  if (index.about.corpus !== corpus.hash)
    throw new SourceError(`the index is of corpus ${index.about.corpus}, not ${corpus.hash}`, "corpus");
  for (const [name, value] of Object.entries({ recall, precision }))
    if (!(value >= 0 && value <= 1))
      throw new SourceError(`expected a share within 0..1, not ${value}`, name);
  if (!(Number.isInteger(top) && top >= 1 && top <= 10_000))
    throw new SourceError(`expected a whole number within 1..10000, not ${top}`, "top");
  const searched = searchPopulation(corpus, query, { admissible, seed });
  const [train] = searched.folds;
  const found: ChosenUnit[] = [];
  let tests = 0;
  for (const { kind, from, to } of chosenGroups(index, options.groups)) {
    for await (const firings of index.each(from, to)) {
      for (const sign of kind === "neuron" ? SIGNS : SIGNS.slice(0, 1)) {
        const hits = unitHits(firings, searched, 0, sign);
        if (hits.values.length === 0) continue;
        tests++;
        const best = thresholdOf(kind, hits, train.positives);
        if (best === undefined) continue;
        const chosen = scoreOf(best, train, undefined);
        if ((chosen.recall ?? 0) < recall || (chosen.precision ?? 0) < precision || chosen.hits === 0)
          continue;
        found.push({ unit: firings.unit, sign, threshold: best.threshold, chosen });
      }
    }
  }
  found.sort(
    (a, b) => (b.chosen[by] ?? 0) - (a.chosen[by] ?? 0) || b.chosen.f1 - a.chosen.f1 || a.unit - b.unit,
  );
  const baselines = {
    token: tokenBaseline(searched, tokenKeys(corpus.ids)),
    pair: tokenBaseline(searched, pairKeys(corpus.ids, corpus.start)),
  };
  const units: FoundUnit[] = [];
  for (const one of found.slice(0, top)) units.push(await reportUnit(index, searched, baselines, one));
  const byF1 = [...found].sort((a, b) => b.chosen.f1 - a.chosen.f1 || a.unit - b.unit).slice(0, CANDIDATES);
  return {
    query,
    admissible,
    folds: searched.folds,
    excluded: searched.excluded,
    baselines,
    tests,
    units,
    sets: await greedySet(index, searched, byF1, sets),
  };
}

/** Codes fire or do not; of what has a strength, the threshold is chosen. */
function thresholdOf(
  kind: string,
  hits: UnitHits,
  positives: number,
): { threshold: number; firings: number; hits: number } | undefined {
  if (kind !== "code") return bestThreshold(hits.values, hits.holds, positives);
  return { threshold: Number.MIN_VALUE, ...hitsAbove(hits, 0) };
}
