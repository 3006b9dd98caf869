import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { auc } from "../../../src/evaluate/statistics/auc.js";
import { bestAtRecall } from "../../../src/lens/features/search/bestAtRecall.js";
import { bestThreshold } from "../../../src/lens/features/search/bestThreshold.js";
import { folds } from "../../../src/lens/features/search/folds.js";
import { CELL } from "../../../src/lens/features/search/LabelQuery.js";
import { precisionAtRecall } from "../../../src/lens/features/search/precisionAtRecall.js";
import { queryCells } from "../../../src/lens/features/search/queryCells.js";
import { searchUnits } from "../../../src/lens/features/search/searchUnits.js";
import { sparseAuroc } from "../../../src/lens/features/search/sparseAuroc.js";
import { seededRandom } from "../../../src/questions/random.js";
import { about, column, corpusOf, indexOf, randomFirings, withFolder } from "./firings.js";

describe("AUROC of firings alone", () => {
  it("is the reference's closed form on cases counted by hand", () => {
    // Firings 3 (holds), 2 (not), 1 (holds); silent: 2 hold, 4 do not. U_nz = 1; (1 + 2·4 + ½·2·4) / (4·5).
    const values = Float32Array.of(3, 2, 1);
    const holds = [1, 0, 1];
    expect(sparseAuroc(values, holds, { tokens: 6, positives: 2 })).toBeCloseTo((1 + 8 + 4) / 20, 12);
    // All silent: one tie.
    expect(sparseAuroc(new Float32Array(0), [], { tokens: 9, positives: 4 })).toBe(0.5);
    // Perfect, and perfectly wrong: below 0 ranks below the silent.
    expect(sparseAuroc(Float32Array.of(1), [1], { tokens: 3, positives: 0 })).toBe(1);
    expect(sparseAuroc(Float32Array.of(-1), [1], { tokens: 3, positives: 0 })).toBe(0);
    expect(sparseAuroc(Float32Array.of(1), [1], { tokens: 3, positives: 3 })).toBeUndefined();
  });

  it("is that of all tokens, zeros written out", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -2, max: 4 }), fc.boolean()), { minLength: 1, maxLength: 60 }),
        items => {
          const fired = items.filter(([value]) => value !== 0);
          const zeros = items.filter(([value]) => value === 0);
          const got = sparseAuroc(
            Float32Array.from(fired, ([value]) => value),
            fired.map(([, right]) => Number(right)),
            { tokens: zeros.length, positives: zeros.filter(([, right]) => right).length },
          );
          const wanted = auc(items.map(([value, right]) => ({ value, right })));
          if (wanted === undefined) expect(got).toBeUndefined();
          else expect(got).toBeCloseTo(wanted, 12);
        },
      ),
    );
  });
});

describe("thresholds", () => {
  it("have the best F1 of all there are, the highest of equal ones", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean()), { maxLength: 30 }),
        fc.integer({ min: 0, max: 10 }),
        (items, silent) => {
          const positives = items.filter(([, right]) => right).length + silent;
          const got = bestThreshold(
            Float32Array.from(items, ([value]) => value),
            items.map(([, right]) => Number(right)),
            positives,
          );
          let best: { threshold: number; f1: number } | undefined;
          for (let threshold = 5; threshold >= 1; threshold--) {
            if (!items.some(([value]) => value === threshold)) continue;
            const fired = items.filter(([value]) => value >= threshold);
            const hits = fired.filter(([, right]) => right).length;
            const f1 = (2 * hits) / (fired.length + positives);
            if (best === undefined || f1 > best.f1) best = { threshold, f1 };
          }
          expect(got && { threshold: got.threshold, f1: got.f1 }).toEqual(best);
        },
      ),
    );
  });

  it("reach a recall with the precision it costs", () => {
    const values = Float32Array.of(5, 4, 3, 2, 1);
    const holds = Uint8Array.of(1, 0, 1, 0, 1);
    expect(precisionAtRecall({ values, holds }, 4, 0.5)).toEqual({
      threshold: 3,
      precision: 2 / 3,
      recall: 0.5,
    });
    expect(precisionAtRecall({ values, holds }, 4, 0.25)).toEqual({
      threshold: 5,
      precision: 1,
      recall: 0.25,
    });
    expect(precisionAtRecall({ values, holds }, 4, 0.9)).toBeUndefined();
  });

  it("are above 0: below, the tokens that are not stored would be found too", () => {
    const values = Float32Array.of(2, -1, -2);
    const holds = Uint8Array.of(1, 1, 1);
    expect(precisionAtRecall({ values, holds }, 3, 1 / 3)).toEqual({
      threshold: 2,
      precision: 1,
      recall: 1 / 3,
    });
    expect(precisionAtRecall({ values, holds }, 3, 0.5)).toBeUndefined();
    expect(precisionAtRecall({ values: Float32Array.of(0), holds: Uint8Array.of(1) }, 1, 1)).toBeUndefined();
  });
});

describe("queries", () => {
  const R = CELL.readOut;
  const A = CELL.anticipation;
  const M = CELL.missing;

  it("join labels with and, or, not; one certain term decides, else a missing or open term stays so", () => {
    const corpus = corpusOf(
      ["abcdef"],
      ["x"],
      [
        column("n", [1, 2, 3, 4, undefined, 5], [0, 0, 1, 1, 0, 0]),
        column("s", ["u", "v", "u", "v", "u", undefined]),
      ],
    );
    const cells = (query: Parameters<typeof queryCells>[1]) => {
      const { holds, marks } = queryCells(corpus, query);
      return [[...holds], [...marks]];
    };
    expect(cells({ label: "n", from: 2, to: 3 })).toEqual([
      [0, 1, 1, 0, 0, 0],
      [R, R, A, A, M, R],
    ]);
    expect(cells({ label: "n", is: [1, 4] })).toEqual([
      [1, 0, 0, 1, 0, 0],
      [R, R, A, A, M, R],
    ]);
    expect(cells({ not: { label: "n", is: [1, 4] } })[0]).toEqual([0, 1, 1, 0, 0, 1]);
    expect(
      cells({
        and: [
          { label: "n", from: 3 },
          { label: "s", is: "u" },
        ],
      }),
    ).toEqual([
      [0, 0, 1, 0, 0, 0],
      // Token 0 is certain by n, 1 by n, 3 by s; 4 and 5 lack a label.
      [R, R, A, R, M, M],
    ]);
    expect(
      cells({
        or: [
          { label: "n", from: 3 },
          { label: "s", is: "u" },
        ],
      }),
    ).toEqual([
      [1, 0, 1, 1, 1, 1],
      [R, R, R, A, R, R],
    ]);
    expect(() => cells({ label: "t", is: 1 })).toThrow('the corpus has no label "t"; it has n, s');
    expect(() => cells({ and: [] })).toThrow("a list of no terms");
  });

  it("of a pattern are the tokens at which its group begins, read-out where nothing behind them is needed", () => {
    const corpus = corpusOf(["New York, New Zealand", "York New York"], ["x", "y"]);
    const found = (regex: string) => {
      const { holds, marks } = queryCells(corpus, { regex });
      return [...holds].flatMap((hold, t) => (hold ? [[t, marks[t]]] : []));
    };
    // A token is a letter: the group is only known at its end.
    expect(found("New (York)")).toEqual([
      [4, A],
      [30, A],
    ]);
    expect(found("New (Y)")).toEqual([
      [4, R],
      [30, R],
    ]);
    expect(found("New (Y)(?=o)")).toEqual([
      [4, A],
      [30, A],
    ]);
    expect(found("Z")).toEqual([[14, R]]);
    expect(() => found("(")).toThrow(/Unterminated group/);
  });

  it("find by bytes where characters have several", () => {
    const corpus = {
      ...corpusOf(["é=é;"], ["x"]),
      byteStart: Uint32Array.of(0, 2, 3, 5),
      byteEnd: Uint32Array.of(2, 3, 5, 6),
    };
    expect([...queryCells(corpus, { regex: "=(é)" }).holds]).toEqual([0, 0, 1, 0]);
  });
});

describe("searching units", () => {
  const letters = seededRandom("letters");
  const texts = Array.from({ length: 12 }, () =>
    Array.from({ length: 40 }, () => "abcd"[letters.below(4)]).join(""),
  );
  const families = texts.map((_, i) => `f${i % 6}`);
  const truth = [...texts.join("")].map(() => letters.below(10) < 3);
  const corpus = corpusOf(texts, families, [
    column(
      "hit",
      truth,
      truth.map((_, t) => (t % 11 === 0 ? 1 : 0)),
    ),
  ]);
  const tokens = truth.length;
  const noise = randomFirings("noise", tokens, 30);
  // Unit 30 knows the answer but for some tokens; 31 and 32 know a half of it each.
  const firings = noise.map((own, t) => [
    ...own,
    ...(truth[t] && t % 7 !== 0 ? [[30, 1 + (t % 3)] as [number, number]] : []),
    ...(truth[t] && t % 2 === 0 ? [[31, 1] as [number, number]] : []),
    ...(truth[t] && t % 2 === 1 ? [[32, 1] as [number, number]] : []),
  ]);
  const query = { label: "hit", is: true } as const;

  it("gives each unit the figures a plain count gives, chosen on one half of the families, reported on the other", async () => {
    await withFolder(async folder => {
      const index = await indexOf(join(folder, "i"), firings, about(tokens, 33));
      const result = await searchUnits(index, corpus, query, { recall: 0, top: 100 });
      const textFold = folds(corpus);
      const foldOf = truth.map((_, t) => textFold[Math.floor(t / 40)]);
      const counts = (unit: number, fold: number, threshold: number) => {
        const rows = truth.flatMap((right, t) => {
          if (foldOf[t] !== fold || t % 11 === 0) return [];
          const value = firings[t].find(one => one[0] === unit)?.[1] ?? 0;
          return [{ right, value }];
        });
        const fired = rows.filter(({ value }) => value >= threshold);
        const hits = fired.filter(({ right }) => right).length;
        const positives = rows.filter(({ right }) => right).length;
        return { rows, fired: fired.length, hits, positives, f1: (2 * hits) / (fired.length + positives) };
      };
      for (const found of result.units.slice(0, 12)) {
        const train = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 3].map(
          threshold => counts(found.unit, 0, threshold).f1,
        );
        expect(found.chosen.f1).toBe(Math.max(...train));
        const test = counts(found.unit, 1, found.threshold);
        expect(found.score.hits).toBe(test.hits);
        expect(found.score.f1).toBe(test.f1);
        expect(found.score.precision).toBe(test.fired === 0 ? undefined : test.hits / test.fired);
        expect(found.score.auroc).toBeCloseTo(auc(test.rows)!, 12);
        expect(found.excessF1).toBeCloseTo(
          test.f1 - Math.max(result.baselines.token.f1, result.baselines.pair.f1),
          12,
        );
      }
      expect(result.units[0].unit).toBe(30);
      expect(result.tests).toBe(
        new Set(firings.flatMap((own, t) => (foldOf[t] === 0 && t % 11 !== 0 ? own.map(one => one[0]) : [])))
          .size,
      );
      expect(result.excluded).toEqual([
        { reason: "anticipation", tokens: truth.filter((_, t) => t % 11 === 0).length },
      ]);
      await index.close();
    });
  });

  it("puts units together to sets that cover what each has a piece of", async () => {
    await withFolder(async folder => {
      const halves = firings.map(own => own.filter(([unit]) => unit !== 30));
      const index = await indexOf(join(folder, "i"), halves, about(tokens, 33));
      const { sets, units } = await searchUnits(index, corpus, query, { sets: [1, 2] });
      expect(sets[1].units.map(({ unit }) => unit).sort()).toEqual([31, 32]);
      expect(sets[1].score.f1).toBe(1);
      expect(sets[0].score.f1).toBeLessThan(0.8);
      expect(units[0].score.f1).toBe(sets[0].score.f1);
      await index.close();
    });
  });

  it("has the token's own share beside it: a label that is the token is no unit's merit", async () => {
    await withFolder(async folder => {
      const index = await indexOf(join(folder, "i"), firings, about(tokens, 33));
      const isA = [...texts.join("")].map(letter => letter === "a");
      const lexical = corpusOf(texts, families, [column("a", isA)]);
      const { baselines, units } = await searchUnits(index, lexical, { label: "a", is: true }, { recall: 0 });
      expect(baselines.token).toMatchObject({ f1: 1, auroc: 1, precision: 1, recall: 1 });
      for (const unit of units) expect(unit.excessF1).toBeLessThan(0);
      // What comes after an `a` is not in the token, but in the pair.
      const after = isA.map((_, t) => t % 40 > 0 && isA[t - 1]);
      const second = corpusOf(texts, families, [column("after", after)]);
      const pairs = await searchUnits(index, second, { label: "after", is: true }, { recall: 0 });
      expect(pairs.baselines.pair.f1).toBe(1);
      expect(pairs.baselines.token.f1).toBeLessThan(0.6);
      await index.close();
    });
  });

  it("takes neurons with either sign, and compares them at the recall of another unit", async () => {
    await withFolder(async folder => {
      const groups = [{ name: "neurons", kind: "neuron" as const, units: 2 }];
      // Neuron 0 says it by falling below 0; neuron 1 says nothing.
      const list = truth.map((right, t): [number, number][] => [
        [0, right ? -2 - (t % 3) : t % 5 === 0 ? -1 : 1],
        [1, t % 4 === 0 ? -1 : 1],
      ]);
      const index = await indexOf(join(folder, "i"), list, about(tokens, 2, { groups }));
      const { units, tests, sets } = await searchUnits(index, corpus, query);
      expect(units[0]).toMatchObject({ unit: 0, sign: -1, threshold: 2 });
      expect(units[0].score).toMatchObject({ f1: 1, auroc: 1 });
      expect(sets[0].units).toEqual([{ unit: 0, sign: -1, threshold: 2 }]);
      expect(tests).toBe(4);
      const best = await bestAtRecall(index, corpus, query, 0.2);
      expect(best).toMatchObject({ unit: 0, sign: -1, index: 0, group: "neurons", tests: 4 });
      expect(best!.chosen.precision).toBe(1);
      expect(best!.chosen.recall).toBeGreaterThanOrEqual(0.2);
      expect(best!.chosen.recall).toBeLessThan(1);
      expect(best!.score.precision).toBe(1);
      await expect(bestAtRecall(index, corpus, query, 0)).rejects.toThrow("recall: expected a share above 0");
      await index.close();
    });
  });

  it("refuses what cannot be told apart, another corpus, and one family", async () => {
    await withFolder(async folder => {
      const index = await indexOf(join(folder, "i"), firings, about(tokens, 33));
      await expect(searchUnits(index, corpus, { label: "hit", is: "no" })).rejects.toThrow(
        "on fold 0 it holds for 0 of",
      );
      await expect(searchUnits(index, { ...corpus, hash: "x" }, query)).rejects.toThrow(
        "the index is of corpus",
      );
      const one = corpusOf(
        texts,
        texts.map(() => "same"),
        [...corpus.labels.values()],
      );
      await expect(searchUnits(index, one, query)).rejects.toThrow("all texts are of one family");
      await expect(searchUnits(index, corpus, query, { groups: ["x"] })).rejects.toThrow(
        'there is no group "x"',
      );
      await index.close();
    });
  });
});
