import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { questionSetLines } from "../../src/questions/QuestionSet.js";
import { smallSet } from "../evaluate/set.js";
import { tinyFolder } from "../providers/local/tinyFolder.js";
import { folder, tracebook } from "./tracebook.js";

/** Rows without what another run may have other values of: times, and what was in memory already. */
function rows(file: string): Record<string, unknown>[] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines
    .map(line => JSON.parse(line) as Record<string, unknown>)
    .map(({ latencyMs, cachedInputTokens, ...row }) => row)
    .sort((a, b) => (String(a.question) < String(b.question) ? -1 : 1));
}

const lineCount = (file: string): number =>
  existsSync(file) ? readFileSync(file, "utf8").split("\n").length - 1 : 0;

describe("tracebook with a local model", () => {
  it("asks it, and goes on where a killed run was: the same answers as in one go", async () => {
    const cwd = folder();
    await tinyFolder(join(cwd, "tiny"), { context: 4096 });
    writeFileSync(join(cwd, "q.jsonl"), questionSetLines(smallSet(20)));
    const asking = (out: string): string[] => [
      ...["ask", "q.jsonl", "--model", "local:tiny", "--out", out],
      ...["--max-tokens", "20", "--temperature", "1", "--seed", "3", "--logprobs", "2"],
    ];
    const whole = await tracebook(asking("whole"), { cwd });
    expect([whole.code, whole.stderr]).toEqual([0, ""]);
    expect(whole.stdout).toMatch(/^whole: 100 of 100 answered, \d+ right/);

    const answers = join(cwd, "killed/answers.jsonl");
    const killed = await tracebook(asking("killed"), {
      cwd,
      started: async child => {
        while (lineCount(answers) < 30 && child.exitCode === null) await sleep(5);
        child.kill("SIGKILL");
      },
    });
    expect(killed.signal).toBe("SIGKILL");
    const before = lineCount(answers);
    expect(before).toBeGreaterThanOrEqual(30);
    expect(before).toBeLessThan(100);
    const again = await tracebook(asking("killed"), { cwd });
    expect([again.code, again.stderr]).toEqual([0, ""]);
    expect(rows(answers)).toEqual(rows(join(cwd, "whole/answers.jsonl")));
    expect(lineCount(answers)).toBe(100);
  }, 120_000);

  it("refuses to go on with other weights under the same name", async () => {
    const cwd = folder();
    await tinyFolder(join(cwd, "tiny"), { context: 4096 });
    writeFileSync(join(cwd, "q.jsonl"), questionSetLines(smallSet(1)));
    const args = ["ask", "q.jsonl", "--model", "local:tiny", "--out", "run", "--max-tokens", "4"];
    expect((await tracebook(args, { cwd })).code).toBe(0);
    await tinyFolder(join(cwd, "tiny"), { context: 4096, model: "qwen3" });
    const other = await tracebook(args, { cwd });
    expect(other.code).toBe(2);
    expect(other.stderr).toMatch(/weights/);
  }, 60_000);

  it("says what is no model and which prompts are too long", async () => {
    const cwd = folder();
    const none = await tracebook(["ask", "tracebook-js", "--model", "local:nowhere"], { cwd });
    expect(none.code).toBe(2);
    expect(none.stderr).toMatch(
      /^tracebook: nowhere: no such file or folder, nor .*nowhere .TRACEBOOK_MODELS names the folder.\n$/,
    );
    await tinyFolder(join(cwd, "tiny"), { context: 64 });
    writeFileSync(join(cwd, "q.jsonl"), questionSetLines(smallSet(1)));
    const long = await tracebook(["ask", "q.jsonl", "--model", "local:tiny", "--out", "run"], { cwd });
    expect(long.code).toBe(1);
    expect(long.stdout).toMatch(
      /failed: \d+ × context length, such as: \d+ tokens do not fit the context of 64 tokens \(tiny\)/,
    );
  }, 60_000);

  it("demo: answers a sample beside the baselines, with counts, errors and intervals", async () => {
    const cwd = folder();
    await tinyFolder(join(cwd, "tiny"), { context: 4096 });
    const args = ["demo", "--model", "local:tiny", "--limit", "20", "--out", "demo"];
    const { code, stdout, stderr } = await tracebook(args, { cwd });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^task +questions +clusters +model +SE +95 % +constant +copy-input +random\n/);
    expect(stdout).toMatch(/^output +2 +2 +\d/m);
    expect(stdout).toMatch(/^all +20 +\d+ +\d/m);
    expect(stdout).toMatch(/local:tiny was asked 20 of \d+ questions/);
    const summary = JSON.parse(readFileSync(join(cwd, "demo/demo.json"), "utf8"));
    expect(summary).toMatchObject({ questions: 20, model: "local:tiny" });
    expect(summary.posed).toBeGreaterThan(1000);
    expect(readFileSync(join(cwd, "demo/report.html"), "utf8")).toContain("local:tiny");
    const baseline = await tracebook(["demo", "--model", "baseline:random"], { cwd });
    expect(baseline.stderr).toMatch(/--model: baseline:random is no language model/);
  }, 120_000);
});
