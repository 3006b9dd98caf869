import { describe, expect, it } from "vitest";
import { inputStatistics, trivialInput } from "../../src/evaluate/inputStatistics.js";
import type { ScoredAnswer } from "../../src/evaluate/scoreRow.js";
import { parseAnswer } from "../../src/questions/answer/parseAnswer.js";
import type { PredictedCall, Question } from "../../src/questions/Question.js";
import { editDistance } from "../../src/questions/score/editDistance.js";
import { number, PROGRAM, question } from "../questions/question.js";

const ASKED = question({
  task: "input",
  function: "total",
  value: number(3),
  literal: "3",
  call: "total([3])",
});

function scored(completion: string, right: boolean, asked: Question = ASKED): ScoredAnswer {
  return {
    question: asked,
    answer: parseAnswer(completion, asked, PROGRAM),
    verdict: {
      schema: "tracebook/verdict@1",
      question: asked.id,
      verdict: right ? "right" : "wrong",
      score: right ? 1 : 0,
      reason: "match",
      profile: "strict",
    },
  };
}

describe("inputStatistics", () => {
  it("counts what was answered, how varied and how trivial it is", () => {
    const other = { ...ASKED, id: "other" };
    const found = inputStatistics([
      scored("Answer: total([3])", true),
      scored("Answer: total( [3] )", true),
      scored("Answer: total([4])", false),
      scored("Answer: total([])", false),
      scored("no idea at all, sorry", false),
      scored("Answer: total(3)", true, other),
      scored("Answer: 3", false, question({ task: "output", value: number(3), literal: "3" })),
    ]);
    expect(found).toEqual({
      questions: 2,
      answers: 6,
      calls: 5,
      right: 3,
      // 3 of 4 calls of the first question differ, 1 of 1 of the second.
      distinct: (3 / 4 + 1) / 2,
      // Six pairs: alike 1; [3] and [4] 1/3 twice; [3] and [] 1/3 twice; [4] and [] 1/3.
      distance: expect.closeTo(5 / 3 / 6, 14),
      recorded: 2,
      trivial: { "shown value passed on": 1, "empty arguments": 1 },
      rightTrivial: { "shown value passed on": 1, "empty arguments": 0 },
    });
    expect(inputStatistics([])).toMatchObject({ answers: 0, calls: 0 });
    expect(inputStatistics([]).distinct).toBeUndefined();
  });

  it.each([
    [["3"], "shown value passed on"],
    [["[1]", "3"], "shown value passed on"],
    [[], "empty arguments"],
    [['""', "[]", "{}", "0", "null", "undefined", "false", "new Map()", "-0", "0n"], "empty arguments"],
    [["[3]"], undefined],
    [['""', "1"], undefined],
  ])("calls %j %s", (args, kind) => {
    const call: PredictedCall = { call: `total(${args.join(", ")})`, arguments: args };
    expect(trivialInput(call, ASKED)).toBe(kind);
  });
});

describe("editDistance", () => {
  it.each([
    ["kitten", "sitting", 3],
    ["", "abc", 3],
    ["abc", "", 3],
    ["flaw", "lawn", 2],
    ["same", "same", 0],
  ])("of %j and %j is %i", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});
