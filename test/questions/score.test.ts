import { describe, expect, it } from "vitest";
import { answerText } from "../../src/questions/answer/answerText.js";
import { parseAnswer } from "../../src/questions/answer/parseAnswer.js";
import { readLiteral } from "../../src/questions/answer/readLiteral.js";
import type { Question, Truth, Verdict } from "../../src/questions/Question.js";
import { score } from "../../src/questions/score/score.js";
import { scoreLines } from "../../src/questions/score/scoreLines.js";
import { PROGRAM, question } from "./question.js";

function scored(completion: string, asked: Question, profile: Verdict["profile"] = "strict"): Verdict {
  return score(parseAnswer(completion, asked, PROGRAM), asked, { profile });
}

/** `right: match`, `wrong: different value`, … */
function verdict(completion: string, asked: Question, profile: Verdict["profile"] = "strict"): string {
  const { verdict: kind, reason } = scored(completion, asked, profile);
  return `${kind}: ${reason}`;
}

function valued(literal: string): Question {
  const read = readLiteral(literal);
  if ("failure" in read) throw new Error(literal);
  return question({ task: "output", value: read.value, literal }, { of: "value" });
}

const ERROR: Truth = {
  task: "output",
  literal: "throws Missing",
  value: { type: "error", id: 1, class: "Missing", name: "Error", message: "", properties: [] },
};

describe("score", () => {
  it.each([
    ["[1, {a: 2, b: 3}]", "[1, {b: 3, a: 2}]", "right: match"],
    ["'é'", '"\\u00e9"', "right: match"],
    ["255", "0xff", "right: match"],
    ["NaN", "NaN", "right: match"],
    ["0", "-0", "wrong: different value"],
    ["1", '"1"', "wrong: different type"],
    ["null", "undefined", "wrong: different type"],
    ["[1, 2]", "[1]", "wrong: different value"],
    ["[, 1]", "[undefined, 1]", "wrong: different value"],
    ["1", "1n", "wrong: different type"],
    ["new Map([[1, 2]])", "new Map([[1, 3]])", "wrong: different value"],
    ["1", "throws TypeError", "wrong: error instead of a value"],
    ["1", "1 + 0", "unparsed: not a literal"],
    ["1", "I'm sorry, I can't run this.", "refused: refused"],
  ])("true %s, answered %s: %s", (truth, answer, expected) => {
    expect(verdict(answer, valued(truth))).toBe(expected);
  });

  it("takes the class or the name of an error", () => {
    expect(verdict("throws Missing", question(ERROR))).toBe("right: match");
    expect(verdict("throws Error", question(ERROR))).toBe("right: match");
    expect(verdict("throws TypeError", question(ERROR))).toBe("wrong: different error");
    expect(verdict("undefined", question(ERROR))).toBe("wrong: value instead of an error");
  });

  it("compares loosely in the compat profile only", () => {
    expect(verdict("'1'", valued("1"), "compat")).toBe("right: match");
    expect(verdict("[null, 0]", valued("[undefined, -0]"), "compat")).toBe("right: match");
    expect(verdict("{a: 1, b: 2}", valued("{a: '1'}"), "compat")).toBe("wrong: different value");
    expect(verdict("'1'", valued("1"))).toBe("wrong: different type");
  });

  it("scores coverage and next lines", () => {
    const covered = question({ task: "coverage", executed: true });
    expect(verdict("YES", covered)).toBe("right: match");
    expect(verdict("NO", covered)).toBe("wrong: says not executed");
    const line = question({ task: "path", line: 4 });
    expect(verdict("4", line)).toBe("right: match");
    expect(verdict("3", line)).toBe("wrong: different line");
    expect(verdict("returns", line)).toBe("wrong: end instead of a line");
    const end = question({ task: "path", end: "throws" });
    expect(verdict("throws", end)).toBe("right: match");
    expect(verdict("returns", end)).toBe("wrong: different end");
    expect(verdict("7", end)).toBe("wrong: line instead of an end");
  });

  it("scores lists of lines, repeats in a row once on both sides", () => {
    const lines = question({ task: "lines", lines: [2, 3, 4, 3, 6] });
    expect(verdict("[2, 3, 4, 4, 3, 6]", lines)).toBe("right: match");
    expect(verdict("[2, 3, 4]", lines)).toBe("wrong: stops early");
    expect(verdict("[2, 3, 4, 3, 6, 1]", lines)).toBe("wrong: goes on too long");
    expect(verdict("[2, 4, 3, 6]", lines)).toBe("wrong: different lines");
    const cut = scored("[2, 3, 4, 3", lines);
    expect([cut.verdict, cut.reason, cut.score, cut.detail?.prefix]).toEqual([
      "unparsed",
      "truncated",
      0,
      0.8,
    ]);
  });

  it("gives the oracle's text full marks for every task", () => {
    const truths: Truth[] = [
      valued('[-0, {"b-c": [undefined, NaN, 10n]}, new Set(["`"])]').truth,
      ERROR,
      { task: "coverage", executed: false },
      { task: "path", line: 12 },
      { task: "path", end: "not executed" },
      { task: "path", end: "ends" },
      { task: "lines", lines: [1, 2, 3] },
    ];
    for (const truth of truths)
      expect(verdict(`Answer: ${answerText(truth)}`, question(truth))).toBe("right: match");
  });
});

describe("scoreLines", () => {
  it("gives the common start, the first difference and the steps that are right", () => {
    // Truth has steps start>2 2>3 3>4 4>3 3>6 6>end; the answer start>2 2>3 3>6 6>end.
    expect(scoreLines([2, 3, 6], [2, 3, 4, 3, 6])).toEqual({
      prefix: 0.4,
      divergence: 3,
      edgePrecision: 1,
      edgeRecall: 4 / 6,
      edgeF1: (2 * (4 / 6)) / (1 + 4 / 6),
    });
  });

  it("counts a step as often as it occurs", () => {
    expect(scoreLines([1, 2, 1, 2, 1, 2], [1, 2, 3]).edgePrecision).toBeCloseTo(2 / 7);
  });

  it("has no score for nothing in common, full marks for the same", () => {
    expect(scoreLines([], [1, 2])).toEqual({
      prefix: 0,
      divergence: 1,
      edgePrecision: 0,
      edgeRecall: 0,
      edgeF1: 0,
    });
    expect(scoreLines([1, 2], [1, 2])).toEqual({
      prefix: 1,
      divergence: 0,
      edgePrecision: 1,
      edgeRecall: 1,
      edgeF1: 1,
    });
  });
});
