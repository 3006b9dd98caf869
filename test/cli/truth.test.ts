import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { DATA } from "../program/published.js";
import { filesIn, folder, tracebook } from "./tracebook.js";

type Row = { idx: number; input_idx: number; k?: number };

function published(name: string, context: { skip(note?: string): never }): string {
  const path = resolve(DATA, name);
  if (!existsSync(path)) {
    console.warn(`skipped: no published data at ${path} (set TRACEBOOK_DATA)`);
    context.skip(`no published data at ${path}`);
  }
  return path;
}

const rowsOf = <T>(path: string): T[] =>
  readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map(line => JSON.parse(line) as T);

const keyOf = ({ idx, input_idx, k }: Row): string => `${idx} ${input_idx} ${k ?? "output"}`;

describe("tracebook truth", () => {
  it("writes the rows of REval that were measured, and every pair there is", async context => {
    const data = published("reval/DREval_data.jsonl", context);
    const sample = rowsOf<Row>(published("reval/compat-truth.sample.jsonl", context));
    const out = join(folder(), "truth.jsonl");
    const words = ["truth", "reval", "--data", data, "--profile", "compat", "--out", out, "--json"];
    const { code, stdout, stderr } = await tracebook(words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ rows: 3842, probes: 3152 });
    const rows = new Map(rowsOf<Row>(out).map(row => [keyOf(row), row]));
    expect(rows.size).toBe(3152 + 690);
    expect(sample.map(row => rows.get(keyOf(row)))).toEqual(sample);
  });

  it("records CoCoNUT's traces again and says how many are the published ones", async context => {
    const data = published("coconut/program_traces_Python_OOP_Lines.csv", context);
    const { code, stdout, stderr } = await tracebook([
      ...["truth", "coconut", "--data", data, "--profile", "compat", "--json"],
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ rows: 200, agreement: { identical: 200 } });
  });

  it.each<[string, string[], RegExp]>([
    ["no profile", ["truth", "reval"], /required option '--profile <profile>' not specified/],
    [
      "a profile there is not",
      ["truth", "reval", "--profile", "exact"],
      /--profile: expected one of compat, strict/,
    ],
    [
      "data that is not there",
      ["truth", "reval", "--profile", "compat", "--data", "no.jsonl"],
      /no\.jsonl.*read/,
    ],
    [
      "a table that is not there",
      ["truth", "coconut", "--profile", "compat", "--data", "no.csv"],
      /no\.csv.*read/,
    ],
    [
      "an interpreter that is not there",
      ["truth", "coconut", "--profile", "compat", "--data", "DATA", "--python", "cpython:/no/python"],
      /\/no\/python/,
    ],
    [
      "an engine whose line events are others",
      ["truth", "coconut", "--profile", "compat", "--data", "DATA", "--python", "pyodide"],
      /3\.10 and 3\.11; this is pyodide/,
    ],
  ])("refuses %s in one line and writes nothing", async (_, words, message) => {
    const here = folder();
    const table = join(here, "t.csv");
    writeFileSync(
      table,
      'HumanEval_ID,Name,FunctionCall,ExecutedLines,ExecutedLines_Symbols,Code_Indices,Code_Symbols\nA/0,f,5,"[2]",b,"def f(n):  # 1\n    return n  # 2","def f(n):  # a\n    return n  # b"\n',
    );
    const out = join(here, "out.jsonl");
    const given = words.map(word => (word === "DATA" ? table : word));
    const { code, stdout, stderr } = await tracebook([...given, "--out", out], { cwd: here });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(message);
    expect(filesIn(here)).toEqual(["t.csv"]);
  });
});
