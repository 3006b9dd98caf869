import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ask } from "../../src/evaluate/ask.js";
import { nesting } from "../../src/evaluate/nesting.js";
import type { ReportData, ReportSplit } from "../../src/evaluate/ReportData.js";
import { REPORT_SPLITS, type SplitBy } from "../../src/evaluate/reportSplits.js";
import { reportText } from "../../src/evaluate/reportText.js";
import { scoreRun } from "../../src/evaluate/scoreRun.js";
import { SPLIT_RULES } from "../../src/evaluate/splits.js";
import { parse } from "../../src/program/parse.js";
import type { Truth } from "../../src/questions/Question.js";
import { nodeOf, question } from "../questions/question.js";
import { smallSet } from "./set.js";

const root = mkdtempSync(join(tmpdir(), "tracebook-splits-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function rows({ splits = [] }: ReportData, split: SplitBy, task?: string): ReportSplit[] {
  return splits.filter(row => row.split === split && (task === undefined || row.task === task));
}

const NESTED = parse(
  `const top = 1;
function f(list) {
  for (const item of list) {
    if (item > 2) {
      try {
        list.map(x => {
          return x;
        });
      } catch {}
    } else if (item < 0) {
      f([]);
    } else if (item === 0) {
      f([0]);
    }
  }
}
`,
  { file: "nested.js" },
);

describe("the groups of a split", () => {
  const groups = (split: SplitBy, truth: Truth, rest = {}): readonly string[] =>
    SPLIT_RULES[split].of(question(truth, rest), NESTED);
  const lines = (length: number): Truth => ({
    task: "lines",
    lines: Array.from({ length }, (_, i) => i + 1),
  });
  const output: Truth = { task: "output", value: { type: "null" }, literal: "null" };

  it("are half-open ranges: a bound belongs to the group above", () => {
    const list = [1, 2, 3, 4, 5, 9, 10, 24, 25, 39, 40, 400].map(n => groups("list", lines(n))[0]);
    expect(list).toEqual([
      "[1, 3)",
      "[1, 3)",
      "[3, 5)",
      "[3, 5)",
      "[5, 10)",
      "[5, 10)",
      "[10, 25)",
      "[10, 25)",
      "[25, 40)",
      "[25, 40)",
      "40+",
      "40+",
    ]);
    const steps = [0, 9, 10, 60].map(
      n => groups("steps", output, { provenance: { trace: "", tracebook: "", seed: 1, steps: n } })[0],
    );
    expect(steps).toEqual(["[0, 10)", "[0, 10)", "[10, 25)", "60+"]);
    expect(groups("steps", output)).toEqual(["not recorded"]);
    expect(groups("length", output)).toEqual(["[0, 20)"]);
  });

  it("count what stands around a node, an else-if chain once", () => {
    const at = (type: string, line: number): number => nesting(NESTED, nodeOf(type, line, NESTED));
    expect(at("VariableDeclaration", 1)).toBe(0);
    expect(at("ForOfStatement", 3)).toBe(1);
    expect(at("IfStatement", 4)).toBe(2);
    expect(at("TryStatement", 5)).toBe(3);
    expect(at("ReturnStatement", 7)).toBe(5);
    expect(at("IfStatement", 10)).toBe(2);
    expect(at("ExpressionStatement", 11)).toBe(3);
    expect(at("ExpressionStatement", 13)).toBe(3);
    const node = nodeOf("ReturnStatement", 7, NESTED);
    expect(groups("nesting", { task: "coverage", executed: true }, { node })).toEqual(["4+"]);
    expect(groups("nesting", output)).toEqual([]);
  });

  it("are occurrences, constructs and what coverage is true of", () => {
    const occurrence = { node: 1, line: 2, frame: 1, function: 2, call: 1, k: 3, kRun: 3 };
    expect(groups("occurrence", { task: "path", line: 3 }, { occurrence })).toEqual(["2–3"]);
    expect(groups("construct", output)).toEqual(["arrow function", "catch", "for of", "if"]);
    expect(groups("covered", { task: "coverage", executed: false })).toEqual(["not executed"]);
    expect(groups("covered", output)).toEqual([]);
  });
});

describe("splits in a report", () => {
  it("have n, clusters, interval and the best baseline, and add up to the task", async () => {
    const out = join(root, "run");
    await ask(smallSet(), "baseline:constant", { out });
    const report = await scoreRun(out);
    // Truths of smallSet: outputs 0 1 2 3 (constant: 0), the others copied rightly.
    const [even, odd] = rows(report, "family", "output");
    expect(even).toMatchObject({ group: "even", n: 2, clusters: 2, mean: 0.5, method: "Wilson" });
    expect(even.best).toEqual({ model: "baseline:copy-input", mean: 1 });
    expect(odd).toMatchObject({ group: "odd", n: 2, mean: 0 });
    expect(rows(report, "covered")).toMatchObject([
      { task: "coverage", group: "executed", n: 2, mean: 0 },
      { task: "coverage", group: "not executed", n: 2, mean: 1 },
    ]);
    for (const split of ["family", "length", "steps"] as const) {
      for (const task of report.tasks) {
        const n = rows(report, split, task).reduce((sum, row) => sum + row.n, 0);
        expect(n, `${split} ${task}`).toBe(4);
      }
    }
    expect(rows(report, "nesting").map(({ task, group, n }) => `${task} ${group} ${n}`)).toEqual([
      "coverage 1 4",
      "path 1 4",
      "state 1 4",
    ]);
    expect(rows(report, "list")).toMatchObject([{ task: "lines", group: "[3, 5)", n: 4 }]);
    expect((report.splits ?? []).every(({ best }) => best?.model !== "baseline:oracle")).toBe(true);
  });

  it("are printed when asked for, families alone when not", async () => {
    const out = join(root, "text");
    await ask(smallSet(), "baseline:copy-input", { out });
    const report = await scoreRun(out);
    expect(reportText(report)).toMatch(/^family +output \(n\)/m);
    expect(reportText(report)).not.toMatch(/^by /m);
    const text = reportText(report, { by: ["length", "covered", "list"] });
    expect(text).toMatch(/^by length +n +clusters +baseline:copy-input +95 % interval +best baseline$/m);
    expect(text).toMatch(
      /^output \[0, 20\) +4 +4 +100\.0 % +51\.0 – 100\.0 \(W\) +\d+\.\d % (?:constant|random)$/m,
    );
    expect(text).toMatch(/^coverage not executed +2 +2 +0\.0 %/m);
    expect(text).not.toMatch(/^family /m);
  });

  it("that are not known are refused with the names of those that are", async () => {
    const out = join(root, "unknown");
    await ask(smallSet(1), "baseline:oracle", { out });
    const report = await scoreRun(out);
    expect(() => reportText(report, { by: ["depth" as SplitBy] })).toThrow(
      `expected one of ${REPORT_SPLITS.join(", ")}, got "depth"`,
    );
  });
});
