import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseToken } from "../../../src/lens/decode/chooseToken.js";
import { largestFirst } from "../../../src/lens/decode/largestFirst.js";
import { checkSampling, type Sampling } from "../../../src/lens/decode/Sampling.js";
import { seededRandom } from "../../../src/questions/random.js";

/** The distribution after all cuts, written down from the definitions with sorted lists. */
function oracle(scores: readonly number[], sampling: Sampling): number[] {
  const { temperature = 1, topK = scores.length, topP = 1, minP = 0 } = sampling;
  const most = Math.max(...scores);
  const normed = (weights: number[]): number[] => {
    const sum = weights.reduce((a, b) => a + b, 0);
    return weights.map(weight => weight / sum);
  };
  let p = normed(scores.map(score => Math.exp((score - most) / temperature)));
  const order = p.map((_, id) => id).sort((a, b) => p[b] - p[a] || a - b);
  const inK = new Set(order.slice(0, topK));
  p = normed(p.map((value, id) => (inK.has(id) ? value : 0)));
  if (topP < 1) {
    let size = 0;
    while (order.slice(0, size).reduce((sum, id) => sum + p[id], 0) < topP - 1e-12) size++;
    const nucleus = new Set(order.slice(0, size));
    p = normed(p.map((value, id) => (nucleus.has(id) ? value : 0)));
  }
  const bound = minP * Math.max(...p);
  return normed(p.map(value => (value >= bound - 1e-12 ? value : 0)));
}

/** Shares of many draws. */
function drawn(scores: readonly number[], sampling: Sampling, draws: number): number[] {
  const random = seededRandom("draws");
  const counts = scores.map(() => 0);
  for (let i = 0; i < draws; i++) counts[chooseToken(scores, sampling, random)]++;
  return counts.map(count => count / draws);
}

const SCORES = [0.3, 2, -1, 2, 1.5, Number.NEGATIVE_INFINITY, -4, 0.9];

describe("the next token", () => {
  it("is the likeliest without a temperature, the lowest id of equals, and takes nothing from the stream", () => {
    const random = seededRandom("x");
    expect(chooseToken(SCORES, {}, random)).toBe(1);
    expect(chooseToken(SCORES, { temperature: 0, topK: 3, topP: 0.1 }, random)).toBe(1);
    expect(random.next()).toBe(seededRandom("x").next());
  });

  it.each<Sampling>([
    { temperature: 1 },
    { temperature: 0.4 },
    { temperature: 2 },
    { temperature: 1, topK: 3 },
    { temperature: 1, topK: 1 },
    { temperature: 1, topP: 0.6 },
    { temperature: 1, topP: 0.01 },
    { temperature: 1, topK: 4, topP: 0.8 },
    { temperature: 1, minP: 0.3 },
    { temperature: 1.5, topP: 0.95, minP: 0.2, topK: 6 },
  ])("is drawn from the distribution the definitions give: %j", sampling => {
    const draws = 20_000;
    const expected = oracle(SCORES, sampling);
    for (const [id, share] of drawn(SCORES, sampling, draws).entries()) {
      const p = expected[id];
      if (p === 0) expect(share).toBe(0);
      else expect(Math.abs(share - p)).toBeLessThanOrEqual(4.5 * Math.sqrt((p * (1 - p)) / draws) + 1e-9);
    }
  });

  it("comes from exactly the set the cuts leave, for any scores", () => {
    const score = fc.oneof(fc.double({ min: -6, max: 6, noNaN: true }), fc.constantFrom(0, 1, 2));
    fc.assert(
      fc.property(
        fc.array(score, { minLength: 1, maxLength: 12 }),
        fc.record({
          temperature: fc.constantFrom(0.5, 1, 2),
          topK: fc.option(fc.integer({ min: 1, max: 14 }), { nil: undefined }),
          topP: fc.option(fc.double({ min: 0.05, max: 1, noNaN: true }), { nil: undefined }),
          minP: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
        }),
        (scores, sampling) => {
          const expected = oracle(scores, sampling);
          // A stream that walks the unit interval finds every token that can be drawn.
          const found = new Set<number>();
          for (let i = 0; i < 400; i++) {
            const random = { ...seededRandom(""), next: () => (i + 0.5) / 400 };
            found.add(chooseToken(scores, sampling, random));
          }
          for (const id of found) expect(expected[id]).toBeGreaterThan(0);
          for (const [id, p] of expected.entries()) if (p > 1 / 300) expect(found.has(id)).toBe(true);
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });

  it("is the same by the seed, and by cuts that cut nothing", () => {
    const run = (sampling: Sampling, key: string): number[] => {
      const random = seededRandom(key);
      return Array.from({ length: 50 }, () => chooseToken(SCORES, sampling, random));
    };
    const plain = run({ temperature: 1 }, "decode:1");
    expect(run({ temperature: 1 }, "decode:1")).toEqual(plain);
    expect(run({ temperature: 1, topP: 1, topK: SCORES.length, minP: 0 }, "decode:1")).toEqual(plain);
    expect(run({ temperature: 1 }, "decode:2")).not.toEqual(plain);
  });

  it("is none where no score is a number", () => {
    const random = seededRandom("x");
    for (const scores of [
      [Number.NaN, Number.NaN],
      [Number.NEGATIVE_INFINITY],
      [Number.POSITIVE_INFINITY, 1],
    ])
      expect(() => chooseToken(scores, {}, random)).toThrow("no token can be chosen");
  });

  it.each([
    [{ temperature: -1 }, "generate: temperature: expected a number from 0, got -1"],
    [{ temperature: Number.NaN }, "generate: temperature"],
    [{ topK: 0 }, "generate: topK: expected a whole number from 1, got 0"],
    [{ topP: 0 }, "generate: topP: expected a number above 0, at most 1, got 0"],
    [{ topP: 1.1 }, "generate: topP"],
    [{ minP: -0.1 }, "generate: minP: expected a number from 0 to 1, got -0.1"],
  ])("refuses %j", (sampling, message) => {
    expect(() => checkSampling(sampling, "generate")).toThrow(message);
  });
});

describe("the largest of a list", () => {
  it("come as a sort gives them, ties by the lowest index", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 40 }), values => {
        const sorted = values.map((_, i) => i).sort((a, b) => values[b] - values[a] || a - b);
        expect([...largestFirst(values)]).toEqual(sorted);
      }),
    );
  });
});
