import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeFigure } from "../../../src/figures/codes/codeFigure.js";
import { codePageData, codeSearchOf } from "../../../src/figures/codes/codePageData.js";
import { unitExamples } from "../../../src/lens/features/examples/unitExamples.js";
import { unitStatistics } from "../../../src/lens/features/examples/unitStatistics.js";
import type { SearchUnitsResult } from "../../../src/lens/features/search/searchUnits.js";
import { about, corpusOf, indexOf, withFolder } from "../../lens/features/firings.js";

/** Lines that head the bands of a page of a code with k = 8 that is given to one token at each of these ranks, from 1. */
function bandsOf(ranks: readonly number[]): Promise<string[]> {
  return withFolder(async folder => {
    const corpus = corpusOf(
      ranks.map(() => "a"),
      ranks.map((_, i) => `f${i}`),
    );
    const list = ranks.map(rank => [[0, (9 - rank) / 8] as const]);
    const index = await indexOf(join(folder, "i"), list, about(ranks.length, 1));
    const data = codePageData({
      dictionary: "d",
      at: "mlp",
      layer: 0,
      code: 0,
      codes: 1,
      k: 8,
      corpus,
      statistics: unitStatistics(index).units[0]!,
      bands: await unitExamples(index, corpus, 0),
      firings: await index.unit(0),
    });
    await index.close();
    return codeFigure(data)
      .toText()
      .match(/^(?:strongest|interval).*$/gm)!;
  });
}

describe("bands of a code are headed by the ranks that are in them", () => {
  test("the first and the last rank", async () => {
    expect(await bandsOf([1, 8, 8])).toEqual([
      "strongest, rank 1 to 8: 3 firings, 3 examples",
      "interval 5 of 5, rank 1: 1 firing, 1 example",
      "interval 1 of 5, rank 8: 2 firings, 2 examples",
    ]);
  });

  test("every rank is in one band", async () => {
    const [, ...bands] = await bandsOf([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(bands.map(line => /rank [^:]*/.exec(line)![0])).toEqual([
      "rank 1 to 2",
      "rank 3",
      "rank 4 to 5",
      "rank 6",
      "rank 7 to 8",
    ]);
  });
});

test("a search is told with the half of the programs its numbers are of", () => {
  const score = { precision: 12 / 19, recall: 12 / 137, f1: 0, lift: 1, auroc: 0.5, firings: 19, hits: 12 };
  const result = {
    folds: [
      { tokens: 2300, positives: 140 },
      { tokens: 2391, positives: 137 },
    ],
    units: [{ unit: 4, sign: 1, threshold: Number.MIN_VALUE, score }],
  } as unknown as SearchUnitsResult;
  expect(codeSearchOf(result, 4, "q")).toEqual({
    query: "q",
    matches: 137,
    hits: 12,
    precision: 12 / 19,
    recall: 12 / 137,
    firings: 19,
    halfTokens: 2391,
  });
  expect(codeSearchOf(result, 5, "q")).toBeUndefined();
});
