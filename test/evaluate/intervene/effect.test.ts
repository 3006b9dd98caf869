import { describe, expect, it } from "vitest";
import type { InterventionReport } from "../../../src/evaluate/intervene/InterventionReport.js";
import { interventionEffect, pairAnswers } from "../../../src/evaluate/intervene/interventionEffect.js";
import { interventionText } from "../../../src/evaluate/intervene/interventionText.js";
import type { Row } from "../../../src/evaluate/Row.js";
import type { Question } from "../../../src/questions/Question.js";

const VERDICTS = { r: "right", w: "wrong", e: "error" } as const;

const question = (id: string): Question =>
  ({ id, task: "output", file: "f.js", call: "f()", cluster: id, truth: { literal: "1" } }) as never;

/** A run by the verdicts of its rows. */
function rows(verdicts: string): Row[] {
  return [...verdicts].map((letter, i) => {
    const verdict = VERDICTS[letter as keyof typeof VERDICTS];
    const answered = verdict !== "error";
    return {
      question: `q${i}`,
      sample: 0,
      verdict,
      score: verdict === "right" ? 1 : 0,
      parsed: answered ? String(verdict === "right" ? 1 : 2) : null,
      completion: answered ? "Answer: " : "",
    } as never;
  });
}

function effect(before: string, after: string) {
  const questions = new Map([...before].map((_, i) => [`q${i}`, question(`q${i}`)]));
  const count = [...after].filter(letter => letter === "e").length;
  const failed = { count, faults: [{ fault: "timeout", count, example: "took 9 s" }] } as const;
  return interventionEffect(
    pairAnswers(questions, rows(before), rows(after)),
    1,
    count === 0 ? undefined : failed,
  );
}

describe("what became of answers", () => {
  it("leaves out what failed on either side, by reason, and keeps it in the run's own share", () => {
    const failing = effect("rrrrwe", "reeewe");
    expect(failing.flips).toEqual({ rightToWrong: 0, wrongToRight: 0, other: 0, same: 2 });
    expect(failing.mcnemar.exact).toBe(1);
    expect(failing.difference).toMatchObject({ n: 2, difference: 0 });
    expect(failing.permutation.p).toBe(1);
    expect(failing.changed).toEqual([]);
    expect(failing.byTask).toMatchObject([{ task: "output", rightToWrong: 0, same: 2 }]);
    expect(failing.leftOut).toEqual({ "failed with the change": 3, "failed in both": 1 });
    expect(failing.failed).toMatchObject({ count: 4 });
    // One right of all six.
    expect(failing.accuracy).toMatchObject({ n: 6, mean: 1 / 6 });
    expect(effect("er", "rr").leftOut).toEqual({ "failed without": 1 });
  });

  it("says nothing of failures where there are none", () => {
    const whole = effect("rrw", "rwr");
    expect(whole.flips).toEqual({ rightToWrong: 1, wrongToRight: 1, other: 0, same: 1 });
    expect(whole).not.toHaveProperty("leftOut");
    expect(whole).not.toHaveProperty("failed");
  });

  it("is told with the failures of each run", () => {
    const report: InterventionReport = {
      schema: "tracebook/intervention@1",
      model: "m",
      dataset: "d",
      mode: "replace",
      style: "direct",
      changes: [],
      without: {
        n: 2,
        clusters: 2,
        mean: 0.5,
        method: "none",
        failed: { count: 1, faults: [{ fault: "timeout", count: 1, example: "took 9 s" }] },
      },
      changed: effect("er", "re"),
      controls: [],
      beyond: {
        answers: { n: 0, clusters: 0, method: "none" },
        score: { n: 0, clusters: 0, method: "none" },
        leftOut: 2,
      },
    };
    const text = interventionText(report);
    expect(text).toMatch(
      /^without: 1 calls failed and count as wrong \(1 × timeout\), such as: took 9 s\nchanged: 1 calls failed/m,
    );
    expect(text).toMatch(/^changed: not compared: 1 × failed without, 1 × failed with the change$/m);
    expect(text).toMatch(/; without 2 items of which a call failed$/m);
  });
});
