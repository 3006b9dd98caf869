import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { annotateFunction, annotateProgram } from "../../../../src/questions/coconut/data/annotate.js";
import { readCoconut } from "../../../../src/questions/coconut/data/readCoconut.js";
import { coconutPrograms } from "../../../../src/questions/coconut/questions/coconutPrograms.js";
import { coconutQuestions } from "../../../../src/questions/coconut/questions/coconutQuestions.js";
import { prompt } from "../../../../src/questions/prompt/prompt.js";
import { programsOf, questionSetLines, readQuestionSet } from "../../../../src/questions/QuestionSet.js";
import { csvFile, publishedFile } from "../published.js";

const COLUMNS = ["HumanEval_ID", "Name", "FunctionCall", "ExecutedLines", "Code_Indices"];
const SOURCE = "def f(n):\n    for i in range(n):\n        pass\n    return n";

describe("coconutQuestions, compat", () => {
  test("each published row is a lines question with its truth, repetitions once; the same call once", async () => {
    const row = (call: string, lines: string): string[] => [
      "HumanEval/0",
      "f",
      call,
      lines,
      annotateFunction(SOURCE),
    ];
    const data = readCoconut(
      csvFile("t.csv", COLUMNS, [
        row("(1,)", "[2, 3, 3, 2, 4]"),
        row("1", "[2, 3, 2, 4]"),
        row("(0,)", "[2, 4]"),
        row("9", `[${"2, 3, ".repeat(70)}4]`),
      ]),
    );
    const { set, withoutRows, notRead } = await coconutQuestions(data, { profile: "compat" });
    expect(set.questions.map(({ call, truth }) => [call, truth])).toEqual([
      ["f(1)", { task: "lines", lines: [2, 3, 2, 4] }],
      ["f(0)", { task: "lines", lines: [2, 4] }],
    ]);
    expect(set.skipped).toEqual([{ task: "lines", reason: "too many lines", count: 1 }]);
    expect([withoutRows, notRead]).toEqual([{}, []]);
    expect(readQuestionSet(questionSetLines(set), "set.jsonl")).toEqual(set);
    const programs = programsOf(set);
    const [question] = set.questions;
    expect(prompt(question, programs.get(question.program)!).text).toContain("for i in range(n):");
  });

  test("rows with a defect are left out when that is asked for; broken source is a row that is not read", async () => {
    const data = readCoconut(
      csvFile("t.csv", COLUMNS, [
        ["HumanEval/0", "f", "1", "[2]", annotateFunction("def f(n):\n    return n")],
        ["HumanEval/0", "f", "1", "[2]", annotateFunction("def f(n):\n    return n")],
        ["HumanEval/1", "f", "1", "[2]", annotateFunction("def f(n:\n    return n")],
      ]),
    );
    const { set, withoutRows, notRead } = await coconutQuestions(data, {
      profile: "compat",
      without: ["duplicate"],
    });
    expect(set.questions).toHaveLength(1);
    expect(withoutRows).toEqual({ duplicate: 1 });
    expect(notRead).toMatchObject([{ row: 3 }]);
  });

  test("every published row is asked or counted; programs with threads are not asked", async context => {
    const functions = readCoconut(publishedFile("HumanEval_trace.csv", context));
    const asked = await coconutQuestions(functions, { profile: "compat" });
    expect(asked.set.questions.length).toBe(1014);
    expect(asked.set.skipped).toEqual([{ task: "lines", reason: "too many lines", count: 26 }]);
    const threads = readCoconut(publishedFile("program_traces_Python_Concurrency_Lines.csv", context));
    const { set } = await coconutQuestions(threads, { profile: "compat" });
    const counts = Object.fromEntries(set.skipped.map(({ reason, count }) => [reason, count]));
    expect(counts).toEqual({ "order not fixed": 87, "too many lines": 3 });
    expect(set.questions).toHaveLength(10);
  });
});

describe("coconutQuestions, strict", () => {
  test("the truth is what our recorder says; rows known to be corrupted and repeated ones are left out", async () => {
    const row = (call: string, lines: string): string[] => [
      "HumanEval/0",
      "f",
      call,
      lines,
      annotateFunction(SOURCE),
    ];
    const path = csvFile("t.csv", COLUMNS, [
      row("1", "[9]"),
      row("1", "[9]"),
      row("None", "[2]"),
      row("0", "[9]"),
    ]);
    const { set, withoutRows } = await coconutQuestions(readCoconut(path), { python: "cpython" });
    expect(set.questions.map(({ call, truth }) => [call, truth])).toEqual([
      ["f(1)", { task: "lines", lines: [2, 3, 2, 4] }],
      ["f(0)", { task: "lines", lines: [2, 4] }],
    ]);
    expect(withoutRows).toEqual({ duplicate: 1, "corrupted input": 1 });
  });

  test("a program that leans on imports of the original tracer is said, not asked", async () => {
    const source = 'if __name__ == "__main__":\n    print(math.pi)\n';
    const path = csvFile(
      "t.csv",
      ["", "Filename", "Category", "ExecutedLines", "Code_Indices"],
      [["0", "A", "OOP_prepared", "[2]", annotateProgram(source)]],
    );
    writeFileSync(join(dirname(path), "oop_sources.json"), JSON.stringify({ "A_trace_1.py": source }));
    const { set, notRead } = await coconutQuestions(readCoconut(path), { python: "cpython" });
    expect(set.questions).toEqual([]);
    expect(notRead[0].reason).toMatch(/uses a name that only the original tracer had imported: .*math/);
  });
});

describe("coconutPrograms", () => {
  test("a function has its calls, each once; a whole program is run without a call", context => {
    const functions = coconutPrograms(readCoconut(publishedFile("HumanEval_trace.csv", context)));
    expect(functions).toHaveLength(161);
    expect(functions.reduce((sum, { calls }) => sum + calls.length, 0)).toBe(1040);
    const oop = coconutPrograms(readCoconut(publishedFile("program_traces_Python_OOP_Lines.csv", context)));
    expect(new Set(oop.map(({ id }) => id)).size).toBe(200);
    expect(new Set(oop.map(({ cluster }) => cluster)).size).toBe(40);
    expect(oop[0]).toMatchObject({ id: "oop/Account_2_trace_1", family: "oop", calls: [""] });
  });
});
