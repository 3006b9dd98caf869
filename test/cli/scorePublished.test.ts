import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { DATA } from "../program/published.js";
import { folder, tracebook } from "./tracebook.js";

/** Path of a published file; skips the test, and says why, when it is absent. */
function published(name: string, context: { skip(note?: string): never }): string {
  const path = resolve(DATA, name);
  if (!existsSync(path)) {
    console.warn(`skipped: no published data at ${path} (set TRACEBOOK_DATA)`);
    context.skip(`no published data at ${path}`);
  }
  return path;
}

/** Two items in the form of CRUXEval, by us. */
function items(): string {
  const path = join(folder(), "items.jsonl");
  const rows = [
    { code: "def f(n):\n    return n + 1", input: "16", output: "17", id: "sample_0" },
    { code: "def f(text):\n    return text * 2", input: "'ab'", output: "'abab'", id: "sample_1" },
  ];
  writeFileSync(path, rows.map(row => `${JSON.stringify(row)}\n`).join(""));
  return path;
}

function file(name: string, value: unknown): string {
  const path = join(folder(), name);
  writeFileSync(path, typeof value === "string" ? value : JSON.stringify(value));
  return path;
}

describe("tracebook score of published works", () => {
  it.for(["input", "output"])("gives the published verdicts on CRUXEval %s", async (mode, context) => {
    const data = published("cruxeval/cruxeval.jsonl", context);
    const generations = published(`cruxeval/codellama-7b_${mode}_generations.sample.json`, context);
    const expected = JSON.parse(
      readFileSync(published(`cruxeval/codellama-7b_${mode}_verdicts.sample.json`, context), "utf8"),
    );
    const out = join(folder(), "verdicts.json");
    const words = ["score", "--task", `cruxeval-${mode}`, "--dataset", data, "--generations", generations];
    const { code, stdout, stderr } = await tracebook([
      ...words,
      "--profile",
      "compat",
      "--out",
      out,
      "--json",
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(readFileSync(out, "utf8")).verdicts).toEqual(expected);
    const lists = Object.values(expected) as boolean[][];
    const share = lists.map(list => list.filter(Boolean).length / list.length);
    const said = JSON.parse(stdout);
    expect(said.pass_at_1).toBeCloseTo((100 * share.reduce((a, b) => a + b)) / lists.length, 9);
    expect(said).toMatchObject({ n: lists.length, missing: 700, accuracy: { clusters: lists.length } });
    expect(said.pass_at_5).toBeGreaterThan(said.pass_at_1);
  });

  it("reads input and output as CRUXEval's and says n, reasons, intervals and trivial answers", async () => {
    const generations = file("g.json", { sample_0: ["17", "18 or True"], sample_1: ["'abab'", '"abab"'] });
    const words = ["score", "--task", "output", "--dataset", items(), "--generations", generations];
    const strict = await tracebook([...words, "--profile", "strict"]);
    expect({ code: strict.code, stderr: strict.stderr }).toEqual({ code: 0, stderr: "" });
    expect(strict.stdout).toContain("pass@1  75.00 %");
    expect(strict.stdout).toContain("pass@5  undefined (too few generations)");
    expect(strict.stdout).toContain("n       2 items, 4 generations");
    expect(strict.stdout).toMatch(/accuracy 0\.7500 \(n 2, clusters 2, SE 0\.\d+/);
    expect(strict.stdout).toContain("answers anybody can give");
    // The published rule takes the exploit, and counts pass@5 of two generations as solved.
    const compat = await tracebook([...words, "--profile", "compat"]);
    expect(compat.stdout).toContain("pass@1  100.00 %");
    expect(compat.stdout).toContain("pass@5  100.00 %");
  });

  it("scores a result file of CoCoNUT, a row a line", async context => {
    const results = published("coconut/results_oop_codestral_cot_noreps.csv", context);
    const out = join(folder(), "rows.jsonl");
    const { code, stdout, stderr } = await tracebook(["score", results, "--json", "--out", out]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const said = JSON.parse(stdout);
    expect(said).toMatchObject({ rows: 200, acc_mean: 0.015, matched: 3 });
    expect(said.sim).toBeCloseTo(0.62, 3);
    const rows = readFileSync(out, "utf8")
      .trim()
      .split("\n")
      .map(row => JSON.parse(row));
    expect(rows).toHaveLength(200);
    expect(rows[1]).toMatchObject({ row: 2, matched: false, distance: 0.85 });
  });

  it.each<[string, () => string[], string | RegExp]>([
    [
      "no file",
      () => ["--task", "cruxeval-output"],
      "--generations: cruxeval-output needs a file of answers",
    ],
    ["no task", () => ["--generations", "g.json"], /^tracebook: --task: which of cruxeval-input/],
    ["neither", () => [], "<run>: a folder written by tracebook ask, or --task with --generations"],
    ["an unknown task", () => ["--task", "humaneval"], /--task: expected one of cruxeval-input/],
    [
      "options of runs",
      () => ["--task", "coconut", "--generations", "x.csv", "--by", "length"],
      "--by: is for runs of tracebook ask",
    ],
    [
      "options of works",
      () => ["run", "--dataset", "x"],
      "--dataset: is for files of answers to published works (--task)",
    ],
    [
      "an item the data has not",
      () => ["--task", "output", "--dataset", items(), "--generations", file("g.json", { sample_7: ["1"] })],
      /g\.json, entry 1 \("sample_7"\): the data has no item of this id/,
    ],
    [
      "a generation that is no text",
      () => [
        "--task",
        "output",
        "--dataset",
        items(),
        "--generations",
        file("g.json", { sample_0: ["1", 2] }),
      ],
      /entry 1 \("sample_0"\): generation 2 must be a text, got 2/,
    ],
    [
      "a duplicate id",
      () => [
        ...["--task", "output", "--generations", file("g.json", { a: ["1"] })],
        ...["--dataset", file("d.jsonl", '{"code":"f=1","input":"1","output":"1","id":"a"}\n'.repeat(2))],
      ],
      /d\.jsonl:2: .*"a"/,
    ],
    ["a table without columns", () => [file("r.csv", "a,b\n1,2\n")], /r\.csv.*column/],
  ])("refuses %s in one line", async (_, words, message) => {
    const { code, stdout, stderr } = await tracebook(["score", ...words()]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trim().split("\n")).toHaveLength(1);
    if (typeof message === "string") expect(stderr).toBe(`tracebook: ${message}\n`);
    else expect(stderr).toMatch(message);
  });
});
