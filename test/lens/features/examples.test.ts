import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { activationBands, activationHistogram } from "../../../src/lens/features/examples/activationBands.js";
import { activationQuantiles } from "../../../src/lens/features/examples/activationQuantiles.js";
import { cofiring } from "../../../src/lens/features/examples/cofiring.js";
import { unitExamples } from "../../../src/lens/features/examples/unitExamples.js";
import { unitStatistics } from "../../../src/lens/features/examples/unitStatistics.js";
import { about, corpusOf, indexOf, randomFirings, withFolder } from "./firings.js";

const texts = Array.from({ length: 30 }, () => "abcdefghij");
/** Ten programs of three texts each. */
const corpus = (() => {
  const made = corpusOf(
    texts,
    texts.map((_, i) => `f${i % 10}`),
  );
  return { ...made, texts: made.texts.map((one, i) => ({ ...one, program: `p${i % 10}` })) };
})();
const firings = randomFirings("examples", 300, 6);

describe("examples of a unit", () => {
  it("are its strongest places and some of each interval, of as many programs as there are", async () => {
    await withFolder(async folder => {
      const index = await indexOf(join(folder, "i"), firings, about(300, 6));
      const unit = [...index.offsets.keys()]
        .slice(0, 6)
        .sort((a, b) => index.offsets[b + 1] - index.offsets[b] - index.offsets[a + 1] + index.offsets[a])[0];
      const own = firings.flatMap((list, t) =>
        list.filter(one => one[0] === unit).map(([, value]) => ({ t, value })),
      );
      const [strongest, ...bands] = await unitExamples(index, corpus, unit, { top: 8, bands: 4, each: 3 });
      const values = strongest.examples.map(({ value }) => value);
      expect(values).toEqual([...values].sort((a, b) => b - a));
      expect(new Set(strongest.examples.map(({ program }) => program)).size).toBe(8);
      // Best of the best: no program left out has a stronger place than the weakest shown.
      const shown = new Set(strongest.examples.map(({ program }) => program));
      const best = Math.max(
        ...own.filter(({ t }) => !shown.has(`p${Math.floor(t / 10) % 10}`)).map(({ value }) => value),
        0,
      );
      expect(best).toBeLessThanOrEqual(Math.min(...values));
      expect(bands.map(({ firings: count }) => count).reduce((a, b) => a + b)).toBe(own.length);
      for (const band of bands)
        for (const { value, text, token, firings: around } of band.examples) {
          expect(value).toBeGreaterThanOrEqual(band.from);
          expect(value).toBeLessThanOrEqual(band.to);
          expect(own).toContainEqual({ t: 10 * text + token, value });
          expect(around).toEqual(
            own.filter(({ t }) => Math.floor(t / 10) === text).map(({ t, value: v }) => [t % 10, v]),
          );
        }
      const again = await unitExamples(index, corpus, unit, { top: 8, bands: 4, each: 3 });
      expect(again).toEqual([strongest, ...bands]);
      const other = await unitExamples(index, corpus, unit, { top: 8, bands: 4, each: 3, seed: 1 });
      expect(other).not.toEqual(again);
      await index.close();
    });
  });

  it("repeat a program only where there are too few, another text of it first", async () => {
    await withFolder(async folder => {
      const alone = corpusOf(["abc", "abc"], ["x", "x"]);
      const same = { ...alone, texts: alone.texts.map(one => ({ ...one, program: "p" })) };
      const list = [[[0, 5]], [[0, 4]], [], [], [[0, 1]], []] as [number, number][][];
      const index = await indexOf(join(folder, "i"), list, about(6, 1));
      const [{ examples }] = await unitExamples(index, same, 0, { top: 3, bands: 0 });
      expect(examples.map(({ text, token }) => [text, token])).toEqual([
        [0, 0],
        [1, 1],
        [0, 1],
      ]);
      await index.close();
    });
  });

  it("are none for a dead unit, and refused for another corpus and for options out of range", async () => {
    await withFolder(async folder => {
      const index = await indexOf(join(folder, "i"), [[[0, 1]], []], about(2, 2));
      const two = corpusOf(["ab"], ["x"]);
      expect(await unitExamples(index, two, 1)).toEqual([]);
      await expect(unitExamples(index, { ...two, hash: "x" }, 0)).rejects.toThrow("the index is of corpus");
      await expect(unitExamples(index, two, 0, { each: 0 })).rejects.toThrow(
        "each: expected a whole number within 1..1000, not 0",
      );
      await index.close();
    });
  });
});

describe("figures of units", () => {
  it("count firings, dead and dense units, and the mean number a token", async () => {
    await withFolder(async folder => {
      const list = Array.from({ length: 100 }, (_, t): [number, number][] => [
        [0, 1],
        ...(t === 7 ? [[2, 9] as [number, number]] : []),
      ]);
      const index = await indexOf(join(folder, "i"), list, about(100, 3));
      const { units, dead, dense, l0 } = unitStatistics(index);
      expect([dead, dense, l0]).toEqual([1, 1, 1.01]);
      expect(units.map(({ state }) => state)).toEqual(["dense", "dead", "live"]);
      expect(units[2]).toMatchObject({ firings: 1, frequency: 0.01, max: 9 });
      expect(units[2].log10Frequency).toBeCloseTo(-2, 6);
      expect(units[1].log10Frequency).toBeCloseTo(-10, 9);
      await index.close();
    });
  });

  it("put each activation in one band and one bin", () => {
    const values = Float32Array.of(1, 2, 3, 4, 5, -1);
    const bands = activationBands({ values }, 2);
    expect(bands.map(({ from, to, firings: own }) => [from, to, [...own]])).toEqual([
      [3, 5, [2, 3, 4]],
      [1, 3, [0, 1]],
    ]);
    expect(activationHistogram({ values }, 5)).toEqual({
      edges: [0, 1, 2, 3, 4, 5],
      counts: [0, 1, 1, 1, 2],
    });
    expect(activationBands({ values: Float32Array.of(2, 2) }, 5)).toHaveLength(1);
    expect(activationHistogram({ values: new Float32Array(0) })).toEqual({ edges: [], counts: [] });
  });

  it("find units that fire together, as counting tokens does", async () => {
    await withFolder(async folder => {
      const index = await indexOf(join(folder, "i"), firings, about(300, 6));
      const on = (unit: number) =>
        new Set(firings.flatMap((list, t) => (list.some(one => one[0] === unit) ? [t] : [])));
      const mine = on(0);
      const expected = [1, 2, 3, 4, 5]
        .map(unit => {
          const theirs = on(unit);
          const both = [...mine].filter(t => theirs.has(t)).length;
          return {
            unit,
            both,
            jaccard: both / new Set([...mine, ...theirs]).size,
            lift: (both * 300) / (mine.size * theirs.size),
          };
        })
        .filter(({ both }) => both > 0)
        .sort((a, b) => b.jaccard - a.jaccard);
      expect(await cofiring(index, 0)).toEqual(expected);
      await index.close();
    });
  });
});

describe("quantiles of activations", () => {
  it("are of the tokens a unit fires on, interpolated as R's type 7", () => {
    const values = Float32Array.of(4, 0, 1, 3, -5, 2);
    expect(activationQuantiles({ values }, [0, 0.1, 0.5, 1])).toEqual([1, expect.closeTo(1.3, 12), 2.5, 4]);
    expect(activationQuantiles({ values: Float32Array.of(0) })).toEqual([]);
  });
});
