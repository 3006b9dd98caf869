import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tracebook } from "./tracebook.js";

const GOLDENS = join(import.meta.dirname, "../lens/goldens");
const LLAMA = `local:${join(GOLDENS, "llama")}`;
const GPT2 = `local:${join(GOLDENS, "gpt2")}`;
const SOURCE = "def add(a, b):\n    total = a + b\n    return total\n";

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "tracebook-logits-"));
  writeFileSync(join(cwd, "add.py"), SOURCE);
});
afterAll(() => rmSync(cwd, { recursive: true }));

const run = async (...args: string[]) => {
  const { code, stdout, stderr } = await tracebook(["logits", ...args], { cwd });
  expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: "" });
  return stdout;
};

describe("tracebook logits", () => {
  it("prints the scores of a source as a tree, and names the model without its folder", async () => {
    const text = await run("add.py", "--model", LLAMA);
    expect(text).toMatch(/function_definition {2}def add\(a, b\):/);
    expect(text).toMatch(/Least likely tokens/);
    expect(text).toMatch(/model local:llama · /);
    expect(text).not.toContain(GOLDENS);
  }, 60_000);

  it("draws the same figure from the scores it saved, to the byte", async () => {
    await run("add.py", "--model", LLAMA, "--save-scores", "add.json", "--out", "a.html");
    await run("add.py", "--scores", "add.json", "--out", "b.html");
    expect(readFileSync(join(cwd, "b.html"), "utf8")).toBe(readFileSync(join(cwd, "a.html"), "utf8"));
    expect(JSON.parse(readFileSync(join(cwd, "add.json"), "utf8"))).toMatchObject({
      schema: "tracebook/scored@1",
      text: SOURCE,
      model: "local:llama",
    });
  }, 60_000);

  it("compares two models over the same bytes", async () => {
    const json = JSON.parse(await run("add.py", "--model", LLAMA, "--compare", GPT2, "--json"));
    expect(json.kind).toBe("logits");
    expect(json.title).toBe("add.py: local:llama against local:gpt2");
  }, 60_000);

  it("reads code that is no whole program, and says so", async () => {
    writeFileSync(join(cwd, "cut.py"), SOURCE.slice(0, 30));
    const text = await run("cut.py", "--model", LLAMA);
    expect(text).toMatch(
      /The source is no whole program \(cut\.py:\d+:\d+: .*\); it was read as far as it goes\./,
    );
  }, 60_000);

  it.each([
    ["lens", "Logit lens"],
    ["attention", "Attention on code"],
  ])(
    "shows a local model's %s",
    async (view, title) => {
      const text = await run("add.py", "--model", LLAMA, "--show", view, "--layers", "1");
      expect(text).toContain(title);
      expect(text).toMatch(/model local:llama · /);
    },
    60_000,
  );

  it("adds up a data set by kind of node, of two models in one pass", async () => {
    const args = ["tracebook-py", "--model", LLAMA, "--limit", "3", "--json"];
    const one = JSON.parse(await run(...args));
    expect(one.models).toHaveLength(1);
    expect(one.models[0].scores).toMatchObject({ programs: 3, excluded: [] });
    const two = JSON.parse(await run(...args, "--compare", GPT2));
    expect(two.models[0].scores).toEqual(one.models[0].scores);
    const { a, b, difference } = two.comparison.total;
    expect(b - a).toBeCloseTo(difference, 9);
    expect(two.comparison.programs).toBe(3);
  }, 120_000);

  it.each([
    [["add.py", "--model", LLAMA, "--scores", "x.json"], /--model: name a model, or a file of --scores/],
    [
      ["add.py", "--model", "baseline:oracle"],
      /--model: baseline:oracle gives no probabilities of a text's tokens/,
    ],
    [["add.py", "--model", LLAMA, "--out", "x.pdf"], /--out: the extension must be one of .*; got "x\.pdf"/],
    [["add.py", "--model", LLAMA, "--heads", "1"], /--heads: is for --show attention/],
    [["add.py", "--model", LLAMA, "--show", "lens", "--layers", "99"], /layers: .*99/],
    [["add.py", "--model", LLAMA, "--level", "word"], /--level: expected one of token, leaf, .*got "word"/],
    [["nowhere", "--model", LLAMA], /nowhere/],
    [["tracebook-py", "--model", LLAMA, "--show", "lens"], /--show: a data set has no such view/],
    [
      ["tracebook-py", "--model", LLAMA, "--level", "token"],
      /--level: is for one source file, not a data set/,
    ],
    [["add.py", "--scores", "add.py"], /add\.py: is no JSON/],
    [["cut.py", "--scores", "add.json"], /add\.json: was written for another text than cut\.py has now/],
    [
      ["add.py", "--model", LLAMA, "--compare", GPT2, "--save-scores", "x"],
      /--save-scores: keeps the scores of one/,
    ],
    [["tracebook-py", "--scores", "add.json"], /--scores: is for one source file, not a data set/],
    [["tracebook-py", "--model", LLAMA, "--save-scores", "x"], /--save-scores: is for one source file/],
  ])(
    "refuses %j in one line",
    async (args, message) => {
      const { code, stdout, stderr } = await tracebook(["logits", ...args], { cwd });
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(message);
      expect(stderr.trimEnd()).not.toContain("\n");
    },
    60_000,
  );
});
