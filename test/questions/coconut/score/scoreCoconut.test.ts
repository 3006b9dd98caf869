import { describe, expect, test } from "vitest";
import { annotateFunction } from "../../../../src/questions/coconut/data/annotate.js";
import { readCoconut } from "../../../../src/questions/coconut/data/readCoconut.js";
import { cleanCell, sectionElements } from "../../../../src/questions/coconut/score/cells.js";
import { coconutConventions } from "../../../../src/questions/coconut/score/coconutConventions.js";
import { lineRoles } from "../../../../src/questions/coconut/score/lineRoles.js";
import { readCoconutResults } from "../../../../src/questions/coconut/score/readCoconutResults.js";
import { scoreCoconut } from "../../../../src/questions/coconut/score/scoreCoconut.js";
import { csvFile, publishedFile } from "../published.js";

const COLUMNS = ["HumanEval_ID", "Name", "FunctionCall", "Predicted", "Actual", "Matched", "Distance"];
const row = (task: string, call: string, predicted: string, actual: string): string[] => [
  task,
  "f",
  call,
  predicted,
  actual,
  "",
  "",
];
const file = (...rows: string[][]): string => csvFile("results.csv", COLUMNS, rows);

describe("scoreCoconut on the published files", () => {
  test("every verdict and every similarity, row by row", context => {
    for (const [name, rows, matched] of [
      ["humaneval_codestral_direct", 1083, 183],
      ["oop_codestral_cot", 200, 3],
      ["concurrency_codestral_direct", 100, 0],
    ] as const) {
      const results = readCoconutResults(publishedFile(`results_${name}_noreps.csv`, context));
      const scores = scoreCoconut(results);
      expect([scores.rows, scores.matched]).toEqual([rows, matched]);
      for (const [i, { matched: right, distance }] of scores.perRow.entries()) {
        expect(right).toBe(results.results[i].matched);
        expect(Math.abs(distance - results.results[i].distance!)).toBeLessThanOrEqual(1e-9);
      }
    }
  });

  test("the averages are those of the published tables, the lengths those of the published break-down", context => {
    const scores = scoreCoconut(publishedFile("results_humaneval_codestral_direct_noreps.csv", context));
    const { acc_hard, acc_mean, sim, false_sim } = scores;
    expect([acc_hard, acc_mean, sim, false_sim].map(value => value.toFixed(3))).toEqual([
      "0.031",
      "0.178",
      "0.664",
      "0.592",
    ]);
    expect(scores.buckets.map(bucket => bucket.rows)).toEqual([290, 134, 177, 233, 96, 153]);
  });
});

describe("scoreCoconut: conventions", () => {
  test("a prediction is compared as text, blanks around commas and missing brackets forgiven", () => {
    const scores = scoreCoconut(
      file(
        row("a", "1", "[1,2 ,  3]", "[1, 2, 3]"),
        row("a", "2", "1, 2", "[1, 2]"),
        row("a", "3", "[01, 2]", "[1, 2]"),
        row("b", "1", "[1]", "[1]"),
      ),
    );
    expect(scores.perRow.map(({ matched }) => matched)).toEqual([true, true, false, true]);
    expect([scores.acc_hard, scores.acc_mean]).toEqual([0.5, (2 / 3 + 1) / 2]);
    expect(cleanCell("")).toBe("[]");
    expect(cleanCell("[")).toBe("[]");
  });

  test("repetitions are taken out of the truth alone; by option on both sides or not at all", () => {
    const path = file(row("a", "1", "[1, 2]", "[1, 1, 2]"), row("b", "1", "[1, 1, 2]", "[1, 1, 2]"));
    const verdicts = (collapse: "none" | "truth" | "both"): boolean[] =>
      scoreCoconut(path, { conventions: { collapse } }).perRow.map(({ matched }) => matched);
    expect(scoreCoconut(path).perRow.map(({ matched }) => matched)).toEqual([true, false]);
    expect(verdicts("none")).toEqual([false, true]);
    expect(verdicts("both")).toEqual([true, true]);
  });

  test("a failed request counts as wrong with a similarity of 0.818, and can be left out", () => {
    const path = file(row("a", "1", "ERROR", "ERROR"), row("b", "1", "[1]", "[1]"));
    const published = scoreCoconut(path);
    expect(published.perRow[0]).toMatchObject({ matched: false, distance: 18 / 22 });
    expect([published.failedRequests, published.excluded["request failed"]]).toEqual([1, 0]);
    const without = scoreCoconut(path, { conventions: { errors: "excluded" } });
    expect([without.rows, without.acc_mean, without.excluded["request failed"]]).toEqual([1, 1, 1]);
  });

  test("false_sim counts a task without a wrong row as 0, by option not at all", () => {
    const path = file(row("a", "1", "[1]", "[1]"), row("b", "1", "[1]", "[2]"));
    const { distance } = scoreCoconut(path).perRow[1];
    expect(scoreCoconut(path).false_sim).toBe(distance / 2);
    expect(scoreCoconut(path, { conventions: { falseSim: "left out" } }).false_sim).toBe(distance);
  });

  test("autojunk pulls long predictions down", () => {
    const list = `[${Array.from({ length: 40 }, (_, i) => 10 + (i % 7)).join(", ")}]`;
    const path = file(row("a", "1", list, list.replace("[10", "[99").replace(/14\]$/, "99]")));
    expect(scoreCoconut(path).sim).toBeLessThan(0.2);
    expect(scoreCoconut(path, { conventions: { autojunk: false } }).sim).toBeGreaterThan(0.9);
  });

  test("lines that have no event are left out on both sides, by the text of the program", () => {
    const source = "def f(n):\n    if n:\n        return 1\n    else:\n        return 2";
    const traces = csvFile(
      "HumanEval_trace.csv",
      ["HumanEval_ID", "Name", "FunctionCall", "ExecutedLines", "Code_Indices"],
      [["HumanEval/0", "f", "0", "[2, 5]", annotateFunction(source)]],
    );
    const path = file(row("HumanEval/0", "0", "[1, 2, 4, 5]", "[2, 5]"));
    const data = readCoconut(traces);
    const matched = (conventions: object): boolean =>
      scoreCoconut(path, { data, conventions }).perRow[0].matched;
    expect(matched({})).toBe(false);
    expect(matched({ dropHeaders: true })).toBe(false);
    expect(matched({ dropHeaders: true, dropSilent: true })).toBe(true);
    expect(() => scoreCoconut(path, { conventions: { dropHeaders: true } })).toThrow(
      /conventions.dropHeaders: needs the published traces/,
    );
    const table = coconutConventions(path, data);
    expect(table.find(({ name }) => name === "all of these left out")).toMatchObject({
      acc_hard: 1,
      verdictsChanged: 1,
    });
    expect(coconutConventions(path).map(({ name }) => name)).not.toContain("main guard left out");
  });

  test("which lines those are", () => {
    const roles = lineRoles(
      '@d\nasync def f():\n    pass\n# c\n\nclass A: # x\n    try: pass\n    finally: # y\n      define = 1\nif __name__ == "__main__":\n  else_ = 2',
    );
    expect([[...roles.headers], [...roles.silent], [...roles.guard]]).toEqual([[1, 2, 6], [4, 5, 8], [10]]);
  });

  test("unknown conventions and values are refused by name", () => {
    const path = file(row("a", "1", "[1]", "[1]"));
    expect(() => scoreCoconut(path, { conventions: { collaps: "both" } as object })).toThrow(
      /conventions.collaps: no such convention/,
    );
    expect(() => scoreCoconut(path, { conventions: { collapse: "all" as "both" } })).toThrow(
      /conventions.collapse: "all" is not one of "none", "truth", "both"/,
    );
  });
});

describe("concurrency", () => {
  const columns = ["Filename", "Category", "Predicted", "Actual"];
  const score = (predicted: string, actual: string, section: "ordered" | "multiset" = "ordered") =>
    scoreCoconut(csvFile("r.csv", columns, [["p", "Concurrency_prepared", predicted, actual]]), {
      conventions: { section, collapse: "none" },
    }).perRow[0];

  test("elements are gathered as published: a parenthesis stands before the number it follows", () => {
    expect(sectionElements("[1, (, 12), 26, 'x', -3]")).toEqual(["1", "(", ")", "12", "26", "3"]);
    expect(score("[1, 2]", "[1, 2]")).toMatchObject({ matched: true, distance: 1 });
    expect(score("[1, 2 a]", "[1, 2]").matched).toBe(true);
  });

  test("inside of a section any order counts, when that is asked for", () => {
    const [given, truth] = ["[7, (, 3, 2, 3, ), 9]", "[7, (, 2, 3, 3, ), 9]"];
    expect(score(given, truth).matched).toBe(false);
    expect(score(given, truth, "multiset")).toMatchObject({ matched: true, distance: 1 });
    expect(score("[7, (, 2, 2, 3, ), 9]", truth, "multiset").matched).toBe(false);
    expect(score("[9, (, 3, 2, 3, ), 7]", truth, "multiset").matched).toBe(false);
  });
});

describe("strict profile", () => {
  test("lists are compared as lists, with partial credit; what cannot be read has a reason", () => {
    const scores = scoreCoconut(
      file(
        row("a", "1", "[01, '2', 2, 3]", "[1, 2, 3]"),
        row("b", "1", "[1, 2, 9]", "[1, 2, 3]"),
        row("c", "1", "[1, 2, ..., 9]", "[1, 2, 3]"),
        row("d", "1", "ERROR", "ERROR"),
        row("e", "1", "[1]", "[1, x]"),
      ),
      { profile: "strict" },
    );
    expect(
      scores.perRow.map(({ matched, distance, strict }) => [matched, distance, strict?.failure]),
    ).toEqual([
      [true, 1, undefined],
      [false, 1 - 1 / 3, undefined],
      [false, 0, "abbreviated"],
    ]);
    expect(scores.perRow[1].strict?.detail).toMatchObject({ prefix: 2 / 3, divergence: 3, edgeF1: 0.5 });
    expect(scores.excluded).toEqual({ "request failed": 1, "broken truth": 1, "broken row": 0 });
    expect(scores.faults).toMatchObject([{ row: 5, line: 6, fault: "broken list of lines" }]);
  });

  test("more is right than as published, and nothing less, on the published functions", context => {
    const data = readCoconut(publishedFile("HumanEval_trace.csv", context));
    const path = publishedFile("results_humaneval_codestral_direct_noreps.csv", context);
    const compat = scoreCoconut(path).perRow.filter(({ matched }) => matched);
    const strict = new Set(
      scoreCoconut(path, { profile: "strict", data })
        .perRow.filter(({ matched }) => matched)
        .map(({ row }) => row),
    );
    expect(compat.every(({ row }) => strict.has(row))).toBe(true);
    expect(strict.size).toBeGreaterThan(300);
  });
});

describe("strict profile, against traces of our own", () => {
  test("the recorded trace is the truth; a run that did not end has none", () => {
    const traces = csvFile(
      "HumanEval_trace.csv",
      ["HumanEval_ID", "Name", "FunctionCall", "ExecutedLines", "Code_Indices"],
      ["0", "1"].map(call => [
        "a",
        "f",
        call,
        "[9]",
        annotateFunction("def f(n):\n    return (n +\n        1)"),
      ]),
    );
    const data = readCoconut(traces);
    const rows = (["returns", "limit"] as const).map((outcome, i) => ({
      id: `a:${i + 1}`,
      task: "a",
      trace: i + 1,
      row: i + 1,
      outcome,
      steps: [2],
      threads: [],
    }));
    const recorded = { profile: "strict", python: "pyodide", rows, warnings: [] } as const;
    const path = file(row("a", "0", "[2]", "[9]"), row("a", "1", "[2]", "[9]"));
    const scores = scoreCoconut(path, { profile: "strict", data, recorded });
    expect([scores.rows, scores.matched, scores.excluded["broken truth"]]).toEqual([1, 1, 1]);
    expect(scoreCoconut(path, { profile: "strict", data }).matched).toBe(0);
    expect(scoreCoconut(path, { data, recorded }).matched).toBe(0);
    expect(() => scoreCoconut(path, { profile: "strict", recorded })).toThrow(
      /recorded: needs the published traces/,
    );
  });

  test("the first difference is classed by what the line of the truth does", () => {
    const source = "def f(n):\n    for i in range(n):\n        if i:\n            return g(i)\n    raise E";
    const traces = csvFile(
      "HumanEval_trace.csv",
      ["HumanEval_ID", "Name", "FunctionCall", "ExecutedLines", "Code_Indices"],
      [["a", "f", "2", "[2, 3, 2, 3, 4]", annotateFunction(source)]],
    );
    const kind = (predicted: string) =>
      scoreCoconut(file(row("a", "2", predicted, "[2, 3, 2, 3, 4]")), {
        profile: "strict",
        data: readCoconut(traces),
      }).perRow[0].strict;
    expect(kind("[3]")?.divergedAt).toBe("loop head");
    expect(kind("[2, 4]")?.divergedAt).toBe("branch");
    expect(kind("[2, 3, 2, 3, 5]")?.divergedAt).toBe("return");
    expect(kind("[2, 3, 2, 3, 4, 2]")?.divergedAt).toBe("end");
    expect(kind("[2, 3, 2, 3, 4]")).toMatchObject({ matched: true, detail: { blockF1: 1 } });
    expect(kind("[2, 3, 2, 3, 4]")?.divergedAt).toBeUndefined();
  });
});

describe("readCoconutResults", () => {
  test("rows without all fields, repeated questions and missing columns are reported", () => {
    const results = readCoconutResults(
      file(row("a", "1", "[1]", "[1]"), ["a", "f"], row("a", "1", "[2]", "[1]")),
    );
    expect(results.results.map(one => one.id)).toEqual(["a:1", "a:2"]);
    expect(results.repeated).toEqual([3]);
    expect(results.faults).toMatchObject([
      { row: 2, line: 3, fault: "wrong number of fields", detail: "2 instead of 7" },
    ]);
    expect(() => readCoconutResults(csvFile("r.csv", ["Filename", "Category"], []))).toThrow(
      /columns Predicted, Actual missing/,
    );
  });
});
