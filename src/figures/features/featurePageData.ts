import type { FeatureCorpus } from "../../lens/features/corpus/FeatureCorpus.js";
import { activationHistogram } from "../../lens/features/examples/activationBands.js";
import type { ExampleBand } from "../../lens/features/examples/UnitExample.js";
import type { UnitStatistics } from "../../lens/features/examples/unitStatistics.js";
import type { Firings } from "../../lens/features/index/FiringIndex.js";
import type { SearchUnitsResult } from "../../lens/features/search/searchUnits.js";
import type { TokenWeights } from "../../lens/features/vocabulary/tokenWeights.js";
import type { ExampleOfUnitOptions } from "./exampleOfUnit.js";
import { exampleOfUnit } from "./exampleOfUnit.js";
import type { FeatureFigureData } from "./FeatureFigureData.js";
import type { PageBand } from "./PageExample.js";
import type { PageAssociation } from "./PageNumbers.js";

/** What analyses give for one feature. */
export interface FeaturePageParts extends ExampleOfUnitOptions {
  readonly model?: string;
  readonly dictionary: string;
  readonly kind: FeatureFigureData["kind"];
  readonly layer: number;
  readonly feature: number;
  readonly features: number;
  readonly corpus: FeatureCorpus;
  /** Of the feature, from `unitStatistics`. */
  readonly statistics: UnitStatistics;
  /** From `unitExamples`. */
  readonly bands: readonly ExampleBand[];
  /** From the index's `unit`: the histogram is made of them. */
  readonly firings?: Firings;
  /** From `logitWeights`. */
  readonly logits?: TokenWeights;
  readonly associations?: readonly PageAssociation[];
  readonly facts?: FeatureFigureData["facts"];
}

/** A feature page of what analyses give. */
export function featurePageData(parts: FeaturePageParts): FeatureFigureData {
  const { model, dictionary, kind, layer, feature, features, corpus, statistics, facts, associations } =
    parts;
  const histogram = parts.firings && activationHistogram(parts.firings);
  return {
    ...(model !== undefined && { model }),
    dictionary,
    kind,
    layer,
    feature,
    features,
    tokens: corpus.ids.length,
    firings: statistics.firings,
    max: statistics.max,
    state: statistics.state,
    ...(facts !== undefined && { facts }),
    bands: pageBands(parts.bands, corpus, parts),
    ...(histogram !== undefined && histogram.counts.length > 0 && { activations: histogram }),
    ...(parts.logits !== undefined && { logits: pageLogits(parts.logits) }),
    ...(associations !== undefined && { associations }),
  };
}

/** Bands of examples as pages show them. */
export function pageBands(
  bands: readonly ExampleBand[],
  corpus: FeatureCorpus,
  options: ExampleOfUnitOptions,
): PageBand[] {
  return bands.map(({ name, from, to, firings, examples }) => ({
    name,
    from,
    to,
    firings,
    examples: examples.map(example => exampleOfUnit(corpus, example, options)),
  }));
}

/** Weights of tokens as pages show them. */
export function pageLogits({
  top,
  bottom,
  histogram,
}: TokenWeights): NonNullable<FeatureFigureData["logits"]> {
  const named = ({ token, weight }: TokenWeights["top"][number]): { token: string; weight: number } => ({
    token,
    weight,
  });
  return { top: top.map(named), bottom: bottom.map(named), histogram };
}

/** What a search says of one unit, on the half it was not chosen on, as a row of its page; undefined where it is not among those found. */
export function pageAssociation(
  { units, folds, baselines }: SearchUnitsResult,
  unit: number,
  label: string,
  family?: string,
): PageAssociation | undefined {
  const found = units.find(one => one.unit === unit);
  if (found === undefined) return undefined;
  const { precision = 0, recall = 0, f1, lift } = found.score;
  // A code fires or does not: a search gives it the least number above 0.
  const anyFiring = found.threshold === Number.MIN_VALUE;
  return {
    label,
    ...(family !== undefined && { family }),
    precision,
    recall,
    f1,
    ...(lift !== undefined && { lift }),
    tokenF1: baselines.token.f1,
    positives: folds[1].positives,
    ...(!anyFiring && { threshold: found.sign * found.threshold }),
    halfTokens: folds[1].tokens,
  };
}
