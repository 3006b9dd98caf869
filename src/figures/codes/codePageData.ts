import type { FeatureCorpus } from "../../lens/features/corpus/FeatureCorpus.js";
import type { ExampleBand } from "../../lens/features/examples/UnitExample.js";
import type { UnitStatistics } from "../../lens/features/examples/unitStatistics.js";
import type { Firings } from "../../lens/features/index/FiringIndex.js";
import type { SearchUnitsResult } from "../../lens/features/search/searchUnits.js";
import type { TokenWeights } from "../../lens/features/vocabulary/tokenWeights.js";
import type { ExampleOfUnitOptions } from "../features/exampleOfUnit.js";
import { pageBands, pageLogits } from "../features/featurePageData.js";
import type { PageAssociation } from "../features/PageNumbers.js";
import type { CodeFigureData, CodeSearchResult } from "./CodeFigureData.js";

/** What analyses give for one code. */
export interface CodePageParts extends Omit<ExampleOfUnitOptions, "k"> {
  readonly model?: string;
  readonly dictionary: string;
  readonly at: string;
  readonly layer: number;
  readonly head?: number;
  readonly code: number;
  readonly codes: number;
  readonly k: number;
  readonly corpus: FeatureCorpus;
  /** Of the code, from `unitStatistics`. */
  readonly statistics: UnitStatistics;
  /** From `unitExamples`. */
  readonly bands: readonly ExampleBand[];
  /** From the index's `unit`: ranks are counted from them. */
  readonly firings: Firings;
  readonly logits?: TokenWeights;
  readonly associations?: readonly PageAssociation[];
  readonly search?: CodeSearchResult;
  readonly similar?: CodeFigureData["similar"];
  readonly facts?: CodeFigureData["facts"];
}

/** A code page of what analyses give. */
export function codePageData(parts: CodePageParts): CodeFigureData {
  const { model, head, logits, associations, search, similar, facts, corpus, k } = parts;
  const { dictionary, at, layer, code, codes, statistics } = parts;
  const ranks = new Array<number>(k).fill(0);
  for (const value of parts.firings.values) ranks[Math.min(k - 1, Math.round(k * (1 - value)))]++;
  return {
    ...(model !== undefined && { model }),
    dictionary,
    at,
    layer,
    ...(head !== undefined && { head }),
    code,
    codes,
    k,
    tokens: corpus.ids.length,
    ranks,
    state: statistics.state,
    ...(facts !== undefined && { facts }),
    ...(search !== undefined && { search }),
    bands: pageBands(parts.bands, corpus, parts),
    ...(logits !== undefined && { logits: pageLogits(logits) }),
    ...(associations !== undefined && { associations }),
    ...(similar !== undefined && { similar }),
  };
}

/** What a search says of one code, on the half it was not chosen on; undefined where it is not among those found. */
export function codeSearchOf(
  { units, folds }: SearchUnitsResult,
  unit: number,
  query: string,
): CodeSearchResult | undefined {
  const found = units.find(one => one.unit === unit);
  if (found === undefined) return undefined;
  const { precision = 0, recall = 0, hits, firings } = found.score;
  const { positives, tokens } = folds[1];
  return { query, matches: positives, hits, precision, recall, firings, halfTokens: tokens };
}
