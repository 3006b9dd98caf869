import { expect, test } from "vitest";
import { NUMBER_SCRIPT } from "../../../src/figures/features/numberScript.js";
import { numberText } from "../../../src/figures/features/numberText.js";
import { seededRandom } from "../../../src/questions/random.js";

const { words, number } = new Function(`${NUMBER_SCRIPT};return{words:words,number:number}`)() as {
  words: (value: number) => string;
  number: (text: string) => number;
};

test("a live page writes numbers as the page does, and reads them back", () => {
  const random = seededRandom("numbers");
  const drawn = Array.from({ length: 500 }, () => 10 ** (22 * random.next() - 10));
  for (const value of [0, 1, -2.5, 2.6849, 8.31, 999.5, 1000, 1234.5, 1e9, 1e-4, 9.99e-5, ...drawn]) {
    expect(words(value)).toBe(numberText(value));
    expect(Math.abs(number(words(value)) - value)).toBeLessThanOrEqual(0.05 * Math.abs(value));
  }
  expect(number("1,234,567")).toBe(1_234_567);
  expect(number("−1.2e−7")).toBe(-1.2e-7);
});

test("no threshold between two printed numbers is printed above the higher", () => {
  const random = seededRandom("thresholds");
  for (let i = 0; i < 500; i++) {
    const low = number(words(12 * random.next()));
    const high = number(words(low + 12 * random.next()));
    for (const at of [1, 50, 99])
      expect(number(words(low + ((high - low) * at) / 100))).toBeLessThanOrEqual(high);
  }
});
