import { expect, test } from "vitest";
import { rangeText } from "../../../src/figures/features/pageScale.js";

const ranks = { by: "rank", k: 8 } as const;

test.each([
  [1, 1, "rank 1"],
  [0.125, 0.125, "rank 8"],
  [0.125, 1, "rank 1 to 8"],
  [Math.fround(1 - 2 / 3), Math.fround(2 / 3), "rank 4 to 6"],
  [0, 2, "rank 1 to 8"],
])("ends of a band of ranks, %f to %f: %s", (from, to, words) => {
  expect(rangeText(ranks, from, to)).toBe(words);
});

test("bands cut between ranks say the ranks within, each once", () => {
  const width = 0.875 / 5;
  const said = [4, 3, 2, 1, 0].map(at => rangeText(ranks, 0.125 + at * width, 0.125 + (at + 1) * width));
  expect(said).toEqual(["rank 1 to 2", "rank 3", "rank 4 to 5", "rank 6", "rank 7 to 8"]);
  expect(rangeText(ranks, 0.3, 0.35)).toBe("between rank 6 and 7");
});

test("of 32 bit numbers a third is a third: ranks of 3 and of 1,000 codes", () => {
  for (const k of [3, 1000])
    for (const rank of [0, 1, 2, k - 1]) {
      const value = Math.fround((k - rank) / k);
      expect(rangeText({ by: "rank", k }, value, value)).toBe(`rank ${rank + 1}`);
    }
});

test("ends of a band of activations are numbers, one where they read the same", () => {
  const scale = { by: "value", name: "Activation", most: 9 } as const;
  expect(rangeText(scale, 6.8, 8.31)).toBe("6.8 to 8.31");
  expect(rangeText(scale, 2.001, 2.004)).toBe("2");
});
