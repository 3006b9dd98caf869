import type { Program } from "../../src/program/Program.js";
import { parse } from "../../src/program/parse.js";
import type { Question, Truth } from "../../src/questions/Question.js";
import { type QuestionSet, questionSet } from "../../src/questions/QuestionSet.js";
import { nodeOf, number, question } from "../questions/question.js";

/** Questions of every task on `programs` small programs of two families, with truths made up from the index. */
export function smallSet(programs = 4): QuestionSet {
  const parts = Array.from({ length: programs }, (_, index) => {
    const program = parse(
      `function f(x) {\n  let y = x + ${index};\n  if (y > 1) return y;\n  return 0;\n}\n`,
      {
        file: `p${index}.js`,
      },
    );
    return {
      program,
      posed: {
        questions: questionsOn(program, index),
        skipped: [{ task: "lines", reason: "too many lines", count: 1 }] as const,
      },
    };
  });
  return questionSet("small", 1, parts);
}

function questionsOn(program: Program, index: number): Question[] {
  const branch = nodeOf("IfStatement", 3, program);
  const fn = nodeOf("FunctionDeclaration", 1, program);
  const occurrence = { node: branch, line: 3, frame: 1, function: fn, call: 1, k: 1, kRun: 1 };
  const truths: [Truth, Partial<Question>][] = [
    [{ task: "output", value: number(index), literal: String(index) }, { of: "value" }],
    [
      { task: "coverage", executed: index % 2 === 0 },
      { node: branch, line: 3 },
    ],
    [
      index % 2 === 0 ? { task: "path", line: 4 } : { task: "path", end: "returns" },
      { node: branch, line: 3, occurrence },
    ],
    [
      { task: "state", value: number(7), literal: "7" },
      { node: branch, line: 3, occurrence, variable: "y", when: "before" },
    ],
    [{ task: "lines", lines: [2, 3, 4 + (index % 2)] }, {}],
  ];
  return truths.map(([truth, rest]) =>
    question(truth, {
      ...rest,
      id: `${program.id.slice(0, 12)}${truth.task.slice(0, 4)}`,
      program: program.id,
      file: program.file,
      family: index % 2 === 0 ? "even" : "odd",
      cluster: `p${index}`,
      call: `f(${index})`,
    }),
  );
}
