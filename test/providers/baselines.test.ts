import { describe, expect, it } from "vitest";
import { chances } from "../../src/evaluate/chance.js";
import type { Program } from "../../src/program/Program.js";
import { parse } from "../../src/program/parse.js";
import { constant } from "../../src/providers/baselines/constant.js";
import { copyInput } from "../../src/providers/baselines/copyInput.js";
import { oracle } from "../../src/providers/baselines/oracle.js";
import { random } from "../../src/providers/baselines/random.js";
import type { Baseline } from "../../src/providers/Model.js";
import { BASELINE_NAMES, baselines } from "../../src/providers/openModel.js";
import { answerText } from "../../src/questions/answer/answerText.js";
import { parseAnswer } from "../../src/questions/answer/parseAnswer.js";
import type { Question, Task } from "../../src/questions/Question.js";
import { programsOf } from "../../src/questions/QuestionSet.js";
import { runCalls } from "../../src/questions/score/runCalls.js";
import { score } from "../../src/questions/score/score.js";
import { closePool } from "../../src/trace/trace.js";
import { smallSet } from "../evaluate/set.js";
import { nodeOf, number, PROGRAM, question } from "../questions/question.js";

const SET = smallSet(9);
const PROGRAMS = programsOf(SET);

function rightOf(text: string, asked: Question): number {
  const program = PROGRAMS.get(asked.program) as Program;
  return score(parseAnswer(text, asked, program), asked).score;
}

function answer(baseline: Baseline, asked: Question, program: Program = PROGRAM, sample = 0): string {
  return baseline.answer({ question: asked, program, sample });
}

describe("baselines", () => {
  it("are the four that are always computed", () => {
    const made = baselines({ questions: SET.questions, seed: 1 });
    expect(made.map(({ name }) => name)).toEqual(BASELINE_NAMES);
    expect(BASELINE_NAMES).toEqual([
      "baseline:oracle",
      "baseline:constant",
      "baseline:copy-input",
      "baseline:random",
    ]);
  });

  it("all answer in text that the parser reads", () => {
    for (const baseline of baselines({ questions: SET.questions, seed: 1 })) {
      for (const asked of SET.questions) {
        const program = PROGRAMS.get(asked.program) as Program;
        const read = parseAnswer(answer(baseline, asked, program), asked, program);
        expect(read.failure, `${baseline.name} ${asked.task}`).toBeUndefined();
      }
    }
  });
});

describe("baseline:constant", () => {
  it("is beaten by no other constant, on any task", () => {
    const best = constant(SET.questions);
    for (const task of ["output", "coverage", "path", "state", "lines"] as Task[]) {
      const asked = SET.questions.filter(q => q.task === task);
      const right = (text: string): number => asked.reduce((sum, q) => sum + rightOf(text, q), 0);
      const mine = asked.reduce((sum, q) => sum + rightOf(answer(best, q), q), 0);
      for (const truth of asked.map(q => answerText(q.truth))) expect(right(truth)).toBeLessThanOrEqual(mine);
      expect(new Set(asked.map(q => answer(best, q))).size).toBe(1);
    }
  });
});

describe("baseline:copy-input", () => {
  const copy = copyInput();

  it("does not depend on the truth", () => {
    for (const asked of SET.questions) {
      const other: Question = { ...asked, truth: question({ task: "path", line: 1 }).truth };
      const program = PROGRAMS.get(asked.program) as Program;
      expect(answer(copy, asked, program)).toBe(answer(copy, { ...other, task: asked.task }, program));
    }
  });

  it("repeats the first argument, the value of a parameter, the literal a variable starts with", () => {
    const output = question({ task: "output", value: number(3), literal: "3" });
    expect(answer(copy, output)).toBe("Answer: [1, 3]");
    expect(answer(copy, { ...output, call: "await new Box().add({a: 1}, 2)" })).toBe("Answer: {a: 1}");
    expect(answer(copy, { ...output, call: "Box.count" })).toBe("Answer: undefined");
    const state = question(
      { task: "state", value: number(3), literal: "3" },
      { variable: "sum", when: "after" },
    );
    expect(answer(copy, state)).toBe("Answer: 0");
    expect(answer(copy, { ...state, variable: "list" })).toBe("Answer: [1, 3]");
    expect(answer(copy, { ...state, variable: "item" })).toBe("Answer: [1, 3]");
    expect(answer(copy, { ...state, variable: "x", call: "new Box().add(5)" })).toBe("Answer: 5");
  });

  it("goes down the text", () => {
    const fn = nodeOf("FunctionDeclaration");
    const occurrence = {
      node: nodeOf("IfStatement"),
      line: 4,
      frame: 1,
      function: fn,
      call: 1,
      k: 1,
      kRun: 1,
    };
    const path = question({ task: "path", line: 3 }, { line: 4, occurrence });
    expect(answer(copy, path)).toBe("Answer: 6");
    expect(answer(copy, { ...path, line: 6 })).toBe("Answer: returns");
    expect(answer(copy, question({ task: "lines", lines: [1] }))).toBe("Answer: [2, 3, 4, 6]");
    const arrow = parse("const f = x => {\n  return x;\n};\n", { file: "arrow.js" });
    expect(answer(copy, question({ task: "lines", lines: [1] }, { call: "f(1)" }), arrow)).toBe(
      "Answer: [2]",
    );
  });
});

describe("on inputs, baselines", () => {
  const input = (id: string, call: string, literal: string): Question =>
    question(
      { task: "input", function: "total", value: number(Number(literal)), literal, call },
      { id, call },
    );
  const asked = [
    input("a", "total([1, 3])", "3"),
    input("b", "total([5])", "5"),
    input("c", "total([5])", "6"),
  ];

  it("give the recorded call, the most frequent arguments, the value shown, another recorded call", () => {
    expect(answer(oracle(), asked[0])).toBe("Answer: total([1, 3])");
    expect(answer(constant(asked), asked[0])).toBe("Answer: total([5])");
    expect(answer(copyInput(), asked[0])).toBe("Answer: total(3)");
    expect(answer(random(asked, 1), asked[0])).toBe("Answer: total([5])");
    expect(answer(random(asked, 1), asked[1])).toBe("Answer: total([1, 3])");
    // Nothing else was recorded of this function.
    expect(answer(random(asked.slice(0, 1), 1), asked[0])).toBe("Answer: total(3)");
  });

  it("have a chance once it is known what the calls come to", async () => {
    const programs = new Map([[PROGRAM.id, PROGRAM]]);
    expect(chances(asked, programs, "strict").size).toBe(0);
    const drawn = ["total([5])", "total([1, 3])"].map(call => ({
      answer: parseAnswer(call, asked[0], PROGRAM),
      question: asked[0],
      program: PROGRAM,
    }));
    const ran = await runCalls(drawn);
    // total([5]) gives 5, total([1, 3]) gives 3: neither is what the other question shows.
    expect(chances(asked, programs, "strict", ran).get("a")).toEqual({ numerator: 0, denominator: 2 });
    const same = [input("d", "total([3])", "3"), input("e", "total([1, 3])", "3")];
    const all = await runCalls(
      same.map(one => ({ answer: parseAnswer(one.call, one, PROGRAM), question: one, program: PROGRAM })),
    );
    expect(chances(same, programs, "strict", all).get("d")).toEqual({ numerator: 1, denominator: 1 });
    await closePool();
  });
});

describe("baseline:random", () => {
  it("draws the same again for the same seed, question and sample, and others for others", () => {
    const draws = (seed: number, sample: number): string =>
      SET.questions
        .map(q => answer(random(SET.questions, seed), q, PROGRAMS.get(q.program), sample))
        .join("\n");
    expect(draws(1, 0)).toBe(draws(1, 0));
    expect(draws(1, 0)).not.toBe(draws(2, 0));
    expect(draws(1, 0)).not.toBe(draws(1, 1));
  });

  it("is right as often as its exact chance says", () => {
    const baseline = random(SET.questions, 5);
    const chance = chances(SET.questions, PROGRAMS, "strict");
    for (const task of ["output", "coverage", "path", "state", "lines"] as Task[]) {
      const asked = SET.questions.filter(q => q.task === task);
      const samples = 100;
      let right = 0;
      let expected = 0;
      for (const q of asked) {
        const { numerator, denominator } = chance.get(q.id) as { numerator: number; denominator: number };
        expected += numerator / denominator / asked.length;
        for (let sample = 0; sample < samples; sample++)
          right += rightOf(answer(baseline, q, PROGRAMS.get(q.program), sample), q);
      }
      const n = asked.length * samples;
      // Four standard errors.
      expect(Math.abs(right / n - expected)).toBeLessThan(
        0.001 + 4 * Math.sqrt(Math.max(0, expected * (1 - expected)) / n),
      );
    }
  });
});
