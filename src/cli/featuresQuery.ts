import type { FeatureCorpus } from "../lens/features/corpus/FeatureCorpus.js";
import type { LabelQuery } from "../lens/features/search/LabelQuery.js";
import type { SearchUnitsResult } from "../lens/features/search/searchUnits.js";
import { SourceError } from "../program/SourceError.js";
import type { FeaturesCommand } from "./features.js";
import type { Library } from "./library.js";

/**
 * What is searched for; undefined for no search.
 *
 * @throws SourceError for a pattern that cannot be compiled, and text that is no JSON object.
 */
export function featureQuery({ find, where }: FeaturesCommand): LabelQuery | undefined {
  if (find !== undefined) {
    try {
      new RegExp(find);
    } catch (error) {
      throw new SourceError((error as Error).message, "--find");
    }
    return { regex: find };
  }
  if (where === undefined) return undefined;
  let query: unknown;
  try {
    query = JSON.parse(where);
  } catch (error) {
    throw new SourceError(`is no JSON: ${(error as Error).message}`, "--where");
  }
  if (typeof query !== "object" || query === null || Array.isArray(query))
    throw new SourceError(
      `expected an object such as {"label":"category","is":"loop"}, got ${where}`,
      "--where",
    );
  return query as LabelQuery;
}

/**
 * Refuses a query the texts cannot answer before anything is indexed.
 *
 * @throws SourceError naming the option it came from.
 */
export function checkQuery(
  lib: Library,
  corpus: FeatureCorpus,
  query: LabelQuery,
  { find, admissible, seed }: FeaturesCommand,
): void {
  try {
    lib.searchPopulation(corpus, query, { admissible, seed });
  } catch (error) {
    // The library is a bundle of its own, and so is its class of errors.
    if (!(error instanceof lib.SourceError)) throw error;
    const { message } = error;
    throw new SourceError(
      message.replace(/^query: /, ""),
      message.startsWith("query: ") ? (find === undefined ? "--where" : "--find") : "--limit",
    );
  }
}

const share = (value: number | undefined): string =>
  (value === undefined ? "   –" : value.toFixed(3)).padStart(6);

/** A search as a table; figures are of the half of the programs that nothing was chosen on. */
export function searchText(found: SearchUnitsResult, name: (unit: number) => string): string {
  const [, test] = found.folds;
  const { token, pair } = found.baselines;
  const row = (label: string, { precision, recall, f1, auroc }: typeof token, more = ""): string =>
    `${label.padEnd(26)}${share(precision)}${share(recall)}${share(f1)}${share(auroc)}${more}`;
  return [
    `holds for ${test.positives} of ${test.tokens} ${found.admissible} tokens of the other half; ${found.tests} units were compared`,
    `${"".padEnd(26)}     P     R    F1 AUROC  F1 beyond the token`,
    row("what the token says", token),
    row("and the token before", pair),
    ...found.units.map(({ unit, score, excessF1 }) =>
      row(name(unit), score, excessF1.toFixed(3).padStart(8)),
    ),
    ...found.sets.map(({ size, score }) => row(`best set of ${size}`, score)),
  ].join("\n");
}
