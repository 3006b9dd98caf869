import type { CodeCounts } from "../../lens/finiteState/codeCounts.js";
import {
  type LabelCode,
  labelCodes,
  labelsOfCodes,
  labelUnions,
  mostFrequentCodes,
} from "../../lens/finiteState/labelCodes.js";
import type { CodePrecision } from "./FiniteStateReport.js";
import { meanShare } from "./meanInterval.js";

/** How well codes that were chosen on some tokens tell labels on others. */
export function codePrecisions(
  chosenOn: CodeCounts,
  measuredOn: CodeCounts,
): { readonly single: CodePrecision; readonly union: CodePrecision } {
  return {
    single: labelPrecision(labelCodes(mostFrequentCodes(chosenOn), measuredOn)),
    union: labelPrecision(labelUnions(labelsOfCodes(chosenOn), measuredOn)),
  };
}

/** Precision and recall averaged over labels. */
export function labelPrecision(list: readonly LabelCode[]): CodePrecision {
  const used = list.filter(({ fired, labelled }) => fired > 0 && labelled > 0);
  const precision = meanShare(used.map(({ hits, fired }) => hits / fired));
  const recall = meanShare(used.map(({ hits, labelled }) => hits / labelled));
  return {
    ...(precision === undefined ? {} : { precision }),
    ...(recall === undefined ? {} : { recall }),
    without: list.length - used.length,
  };
}

/** Mean F1 of each label's most frequent code, on the tokens it was chosen on. */
export function meanF1(counts: CodeCounts): number {
  const list = labelCodes(mostFrequentCodes(counts), counts);
  const sum = list.reduce((f1, { hits, fired, labelled }) => f1 + (2 * hits) / (fired + labelled || 1), 0);
  return sum / list.length;
}
