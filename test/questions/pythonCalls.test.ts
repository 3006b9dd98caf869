import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Program } from "../../src/program/Program.js";
import { parse } from "../../src/program/parse.js";
import { parseAnswer } from "../../src/questions/answer/parseAnswer.js";
import { pose } from "../../src/questions/pose/pose.js";
import type { Question } from "../../src/questions/Question.js";
import { checkAnswer, predictedCall } from "../../src/questions/score/runCalls.js";
import { score } from "../../src/questions/score/score.js";
import { closePool, trace } from "../../src/trace/trace.js";
import { question } from "./question.js";

const SOURCE = `class Box:
    def __init__(self, n):
        self.n = n


def f(a, b=2, *rest, key=None):
    return a


def g(a):
    return a
`;
const PROGRAM = parse(SOURCE, { file: "f.py", language: "python" });
const TRUTH = { task: "input", function: "f", value: { type: "int", value: "1" }, literal: "1" } as const;
const ASKED = question({ ...TRUTH, call: "f(1)" }, { file: "f.py", call: "f(1)" });

/** The call that was read, or why none was. */
function read(completion: string): string {
  const answer = parseAnswer(completion, ASKED, PROGRAM);
  return predictedCall(answer)?.call ?? `failure: ${answer.failure}`;
}

describe("parseAnswer reads calls of Python", () => {
  it.each([
    ["with a keyword", "Answer: f(a=1)", "f(a=1)"],
    ["with keywords alone", "Answer: a=[1], b=3", "f(a=[1], b=3)"],
    ["with commas at the ends", "Answer: f([1, 5,], b=(3,),)", "f([1, 5], b=(3,))"],
    [
      "with nested literals",
      "Answer: f([1,[2,(3,)],{'a':{1,2}}], key={'x':(1,None)})",
      "f([1, [2, (3,)], {'a': {1, 2}}], key={'x': (1, None)})",
    ],
    ["with stars", "Answer: f(*[[1]], **{'b': 1})", "f(*[[1]], **{'b': 1})"],
    [
      "as the assertion it was asked in",
      "Answer: assert f([12], key=None) == 12  # note",
      "f([12], key=None)",
    ],
    ["in an assertion with a message", "Answer: assert f([12]) == 12, 'message'", "f([12])"],
    ["in an assertion in a fence", "```python\nassert f([12]) == 12\n```", "f([12])"],
    ["behind the value", "Answer: 12 == f([5, 7])", "f([5, 7])"],
    ["as the prompt of Python", "Answer: >>> f([12])\n12", "f([12])"],
    ["with an object of the program", "Answer: f(Box(1))", "f(Box(1))"],
    ["over several lines", "Answer: f(\n  [12],\n  b=3,\n)\n\nThat is it.", "f([12], b=3)"],
    ["numbers in any form", "Answer: f(-1, +2.5, 1e3, 0x1f, 1_000, 1j)", "f(-1, 2.5, 1000.0, 31, 1000, 1j)"],
    // What repr writes of these is no name a program knows.
    ["numbers without a literal", "Answer: f([float('inf'), 1e999])", "f([float('inf'), 1e999])"],
    ["what built-in types make", "Answer: f(range(3), ...)", "f(range(3), ...)"],
    ["of another function", "Answer: g(1)", "failure: other function"],
    ["with a call in it", "Answer: f(__import__('os'))", "failure: argument not allowed"],
    ["with a formatted string", "Answer: f(f'{1}')", "failure: argument not allowed"],
    ["never closed", "Answer: f([12]", "failure: truncated"],
    ["two of them", "Answer: f(1); f(2)", "failure: not one expression"],
  ])("%s", (_name, completion, right) => {
    expect(read(completion)).toBe(right);
  });
});

describe("calls that were answered are run", () => {
  let asked: Question;
  let program: Program;
  beforeAll(async () => {
    const recorded = await trace(SOURCE, { file: "f.py", language: "python", call: "f(1)" });
    program = recorded.programs[0];
    asked = pose(recorded, { tasks: ["input"] }).questions[0];
  }, 60_000);
  afterAll(closePool);

  const judged = async (completion: string): Promise<readonly [strict: string, compat: string]> => {
    const answer = await checkAnswer(parseAnswer(completion, asked, program), asked, program);
    const verdict = (profile: "strict" | "compat"): string => {
      const { verdict: word, reason } = score(answer, asked, { profile });
      return `${word}: ${reason}`;
    };
    return [verdict("strict"), verdict("compat")];
  };

  it.each([
    ["f(a=1)", "right: match", "right: match"],
    ["f(1, 2, 3, key={'x': (1,)},)", "right: match", "right: match"],
    // By Python's ==, 1 == True == 1.0.
    ["f(True)", "wrong: different type", "right: match"],
    ["f(1.0)", "wrong: different type", "right: match"],
    ["f('1')", "wrong: different type", "wrong: different type"],
    ["f(2)", "wrong: different value", "wrong: different value"],
    ["f(float('inf'))", "wrong: different type", "wrong: different type"],
    ["f()", "wrong: throws", "wrong: throws"],
    ["f(x=1)", "wrong: throws", "wrong: throws"],
  ])("%s", async (call, strict, compat) => {
    expect(await judged(`Answer: ${call}`)).toEqual([strict, compat]);
  });
});

describe("values by Python's ==, inside of others too", () => {
  it.each([
    ["[1, (True, 0)]", "[True, (1.0, False)]", "right"],
    ["[1, (True, 0)]", "[1, [True, 0]]", "wrong"],
    ["{1: 'a'}", "{1.0: 'a'}", "right"],
    ["{1, 2}", "{2.0, True}", "right"],
    ["None", "0", "wrong"],
    ["'1'", "1", "wrong"],
    ["9007199254740993", "9007199254740992.0", "wrong"],
  ])("%s against %s is %s in compat, wrong strictly", async (right, given, word) => {
    const shown = parseAnswer(
      `Answer: ${right}`,
      question({ task: "output", value: { type: "null" }, literal: "None" }, { file: "f.py" }),
      PROGRAM,
    );
    const value = shown.parsed as Extract<Question["truth"], { task: "output" }>["value"];
    const other = question({ task: "output", value, literal: right }, { file: "f.py", of: "value" });
    const answer = parseAnswer(`Answer: ${given}`, other, PROGRAM);
    expect(score(answer, other, { profile: "compat" }).verdict).toBe(word);
    expect(score(answer, other).verdict).toBe("wrong");
    expect(score(parseAnswer(`Answer: ${right}`, other, PROGRAM), other).verdict).toBe("right");
  });
});
