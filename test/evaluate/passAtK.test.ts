import { describe, expect, it } from "vitest";
import { samplesOf } from "../../src/evaluate/samplesOf.js";
import type { ScoredAnswer } from "../../src/evaluate/scoreRow.js";
import { exactPassAtK, passAtK } from "../../src/evaluate/statistics/passAtK.js";
import { parseAnswer } from "../../src/questions/answer/parseAnswer.js";
import type { Question, Verdict } from "../../src/questions/Question.js";
import { seededRandom } from "../../src/questions/random.js";
import { failed } from "../../src/questions/score/score.js";
import { number, PROGRAM, question } from "../questions/question.js";

/** Share of all k-subsets of n samples that hold one of the first c, by listing them. */
function enumerated(n: number, c: number, k: number): { right: number; all: number } {
  let right = 0;
  let all = 0;
  for (let subset = 0; subset < 1 << n; subset++) {
    let size = 0;
    for (let bit = 0; bit < n; bit++) size += (subset >> bit) & 1;
    if (size !== k) continue;
    all++;
    if ((subset & ((1 << c) - 1)) !== 0) right++;
  }
  return { right, all };
}

describe("passAtK", () => {
  it("is the share of draws of k that hold a right sample, for every n up to 10", async () => {
    for (let n = 1; n <= 10; n++) {
      for (let c = 0; c <= n; c++) {
        for (let k = 1; k <= n; k++) {
          const { right, all } = enumerated(n, c, k);
          expect(passAtK(n, c, k), `${n} ${c} ${k}`).toBeCloseTo(right / all, 14);
          const exact = await exactPassAtK([{ n, c }], k);
          expect(BigInt(exact?.numerator ?? "-1") * BigInt(all)).toBe(
            BigInt(exact?.denominator ?? "0") * BigInt(right),
          );
        }
      }
    }
  });

  it("is what drawing without replacement gives", () => {
    const random = seededRandom("pass@k");
    for (const [n, c, k] of [
      [20, 3, 5],
      [50, 1, 10],
      [100, 40, 2],
    ]) {
      const samples = Array.from({ length: n }, (_, i) => i < c);
      const draws = 4000;
      let hits = 0;
      for (let i = 0; i < draws; i++) if (random.shuffle(samples).slice(0, k).includes(true)) hits++;
      const p = passAtK(n, c, k) as number;
      // Four standard errors.
      expect(Math.abs(hits / draws - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / draws));
    }
  });

  it("is undefined for fewer than k samples, and 1 there by the published rule", async () => {
    expect(passAtK(1, 0, 5)).toBeUndefined();
    expect(passAtK(1, 1, 5)).toBeUndefined();
    expect(passAtK(0, 0, 1)).toBeUndefined();
    expect(passAtK(1, 0, 5, "compat")).toBe(1);
    expect(passAtK(10, 0, 5, "compat")).toBe(0);
    expect(passAtK(10, 6, 5, "compat")).toBe(1);
    expect(
      await exactPassAtK(
        [
          { n: 5, c: 1 },
          { n: 4, c: 4 },
        ],
        5,
      ),
    ).toBeUndefined();
    expect(await exactPassAtK([], 1)).toBeUndefined();
    expect(await exactPassAtK([{ n: 1, c: 0 }], 5, "compat")).toMatchObject({ value: 1 });
  });

  it("averages questions exactly, where floats cannot", async () => {
    // 1/3 + 1/7 + (1 - C(8,5)/C(10,5)) = 1/3 + 1/7 + 7/9, by three.
    const exact = await exactPassAtK(
      [
        { n: 3, c: 1 },
        { n: 7, c: 1 },
      ],
      1,
    );
    expect(exact).toMatchObject({ numerator: "5", denominator: "21" });
    expect(await exactPassAtK([{ n: 10, c: 2 }], 5)).toMatchObject({ numerator: "7", denominator: "9" });
    // C(200, 100) has 59 digits.
    const large = await exactPassAtK([{ n: 200, c: 1 }], 100);
    expect(large).toEqual({ numerator: "1", denominator: "2", value: 0.5 });
  });

  it("refuses counts that make no sense, naming them", () => {
    for (const [n, c, k] of [
      [3, 4, 1],
      [3, -1, 1],
      [3, 1, 0],
      [3.5, 1, 1],
    ])
      expect(() => passAtK(n, c, k)).toThrow(`n=${n} c=${c} k=${k}`);
  });
});

const OUTPUT = question(
  { task: "output", value: number(17), literal: "17" },
  { of: "value", call: "total(16)" },
);
const INPUT = question(
  { task: "input", function: "total", value: number(3), literal: "3", call: "total([3])" },
  { call: "total([3])" },
);

/** A scored completion; `right` is said, nothing is run. */
function scored(asked: Question, completion: string, right: boolean): ScoredAnswer {
  const verdict: Verdict = {
    schema: "tracebook/verdict@1",
    question: asked.id,
    verdict: right ? "right" : "wrong",
    score: right ? 1 : 0,
    reason: right ? "match" : "different value",
    profile: "strict",
  };
  return { question: asked, answer: parseAnswer(completion, asked, PROGRAM), verdict };
}

describe("samplesOf", () => {
  const echoes = [
    scored(OUTPUT, "17", true),
    scored(OUTPUT, "total(16)", false),
    scored(OUTPUT, "total(16)", false),
  ];

  it("counts every answer, failed calls of the model too", () => {
    const answers = [...echoes, { question: OUTPUT, verdict: failed(OUTPUT) }];
    expect(samplesOf(answers, "strict")).toMatchObject([{ n: 4, c: 1 }]);
    expect(samplesOf(answers, "compat")).toMatchObject([{ n: 2, c: 1 }]);
  });

  it("in compat leaves out echoes of the call, as ['17', 'f(16)', 'f(16)'] scores 1 in CRUXEval", () => {
    const [{ n, c }] = samplesOf(echoes, "compat");
    expect([n, c, passAtK(n, c, 1, "compat")]).toEqual([1, 1, 1]);
    const [strict] = samplesOf(echoes, "strict");
    expect(passAtK(strict.n, strict.c, 1)).toBeCloseTo(1 / 3, 15);
  });

  it("in compat leaves out inputs without a call, unless none is right", () => {
    const call = scored(INPUT, "Answer: total([3])", true);
    const bare = scored(INPUT, "Answer: [3]", true);
    expect(samplesOf([call, bare, bare], "compat")).toMatchObject([{ n: 1, c: 1 }]);
    expect(samplesOf([bare, bare], "compat")).toMatchObject([{ n: 2, c: 0 }]);
    expect(samplesOf([bare, bare], "strict")).toMatchObject([{ n: 2, c: 2 }]);
  });
});
